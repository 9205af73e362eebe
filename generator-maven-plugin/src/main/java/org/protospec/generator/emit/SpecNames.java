package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.EnumDef;
import org.protospec.generator.model.EventDef;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.TokenDef;

/** Every Java name of a protocol's generated code, given once. */
final class SpecNames {
    private final String packageName;
    private final Names classes = Names.classes();
    private final ClassName protocol;
    private final ClassName dissector;
    private final ClassName events;
    private final ClassName tokens;
    private final ClassName session;
    private final ClassName signatures;
    private final ClassName externs;
    private final ClassName externCalls;
    private final List<String> externMethods = new ArrayList<>();
    private final List<ClassName> messages = new ArrayList<>();
    private final List<ClassName> parsers = new ArrayList<>();
    private final List<ClassName> enums = new ArrayList<>();
    private final List<ClassName> eventClasses = new ArrayList<>();
    private final List<Members> members = new ArrayList<>();
    private final List<List<String>> enumItems = new ArrayList<>();
    private final List<Members> eventMembers = new ArrayList<>();
    private final List<String> eventMethods = new ArrayList<>();
    private final List<String> tokenMethods = new ArrayList<>();
    private final Names tokenNames = Names.empty();
    private final Map<Integer, List<String>> decisionMethods = new HashMap<>();
    private final List<String> grammars = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private final List<String> vars = new ArrayList<>();
    private final List<String> varFlags = new ArrayList<>();

    /** The accessors of one message or event. */
    static final class Members {
        final List<String> fields = new ArrayList<>();
        final List<String> hasFields = new ArrayList<>();
        final List<String> lets = new ArrayList<>();
        final List<String> hasLets = new ArrayList<>();

        /** The methods that put texts together, by the number of the computed value. */
        final List<String> joins = new ArrayList<>();

        final List<String> runs = new ArrayList<>();

        /** What holds a bit for each of many parts. */
        String bits = "";

        final List<String> parts = new ArrayList<>();
    }

    SpecNames(Spec spec, String packageName) {
        this.packageName = packageName;
        String base = Names.pascal(spec.name());
        if (!spec.externs().isEmpty()) {
            classes.reserve(List.of("ExternCall", "ExternFilter", "Externs", "InstalledExterns", "Supplier"));
        }
        protocol = type(base, "Protocol");
        dissector = type(base + "Dissector", "");
        events = type(base + "Events", "");
        tokens = type(base + "Tokens", "");
        session = type(base + "Machine", "");
        signatures = type(base + "Signatures", "");
        externs = ClassName.get(packageName, base + "Externs");
        externCalls = ClassName.get(packageName, base + "ExternCalls");
        if (!spec.externs().isEmpty()) {
            classes.reserve(List.of(externs.simpleName(), externCalls.simpleName()));
        }
        Names functions = Names.members();
        spec.externs().forEach(each -> externMethods.add(functions.member(each.name())));
        for (MessageDef message : spec.messages()) {
            messages.add(type(message.name(), "Message"));
            members.add(membersOf(message));
        }
        for (int i = 0; i < spec.messages().size(); i++) {
            parsers.add(type(messages.get(i).simpleName() + "Parser", ""));
        }
        for (EnumDef each : spec.enums()) {
            enums.add(type(each.name(), "Enum"));
            Names items = Names.empty();
            items.constant("NAME");
            enumItems.add(each.items().stream()
                    .map(item -> items.constant(item.name()))
                    .toList());
        }
        Names eventNames = Names.members();
        for (EventDef event : spec.events()) {
            eventClasses.add(type(Names.pascal(event.name()) + "Event", ""));
            eventMethods.add(eventNames.member(event.name()));
            eventMembers.add(params(event.params()));
        }
        for (TokenDef token : spec.tokens()) {
            tokenMethods.add(tokenNames.member(token.name().orElse("token_" + token.id())));
        }
        Names constants = Names.empty();
        List.of("NOTHING", "DEFER", "FINISH", "FAIL", "NO_TIMEOUTS").forEach(constants::constant);
        spec.machine()
                .ifPresent(machine -> machine.states().forEach(state -> states.add(constants.constant(state.name()))));
        spec.messages().forEach(message -> grammars.add(constants.constant("READ_" + Names.upper(message.name()))));
        spec.machine().ifPresent(this::variables);
    }

    private void variables(MachineDef machine) {
        Names names = Names.members();
        List.of(
                        "flow",
                        "initial",
                        "state",
                        "go",
                        "opaque",
                        "raise",
                        "data",
                        "gap",
                        "closed",
                        "dissector",
                        "scratch",
                        "direction",
                        "message",
                        "grammar",
                        "error",
                        "index",
                        "parser")
                .forEach(names::member);
        machine.vars().forEach(each -> {
            vars.add(names.member(each.name()));
            varFlags.add(names.member("has_" + each.name()));
        });
    }

    private ClassName type(String specName, String suffix) {
        return ClassName.get(packageName, classes.type(specName, suffix));
    }

    private static Members membersOf(MessageDef message) {
        Members members = new Members();
        Names names = Names.ofMessage();
        for (Field field : message.fields()) {
            String raw = field.label().map(label -> "raw_" + label).orElse("unnamed_" + field.index());
            members.fields.add(names.member(java(field.name().orElse(raw))));
        }
        message.lets().forEach(let -> members.lets.add(names.member(java(let.name()))));
        message.fields()
                .forEach(field -> members.hasFields.add(
                        names.member("has_" + java(field.name().orElse("unnamed")))));
        message.lets().forEach(let -> members.hasLets.add(names.member("has_" + java(let.name()))));
        for (int i = 0; i < message.items().size() + message.fields().size(); i++) {
            members.runs.add(names.member("run_" + i));
        }
        message.fields()
                .forEach(field ->
                        members.parts.add(names.member(java(field.name().orElse("unnamed")) + "_part")));
        members.bits = names.member("present");
        message.lets().forEach(let -> members.joins.add(names.member("join_" + java(let.name()))));
        return members;
    }

    /** What is for the message itself does not take a name away from what is shown: {@code _name} becomes {@code ownName}. */
    private static String java(String name) {
        return name.startsWith("_") ? "own" + name : name;
    }

    private static Members params(List<Param> params) {
        Members members = new Members();
        Names names = Names.ofEvent();
        params.forEach(param -> members.fields.add(names.member(param.name())));
        params.forEach(param -> members.hasFields.add(names.member("has_" + param.name())));
        return members;
    }

    String packageName() {
        return packageName;
    }

    ClassName protocol() {
        return protocol;
    }

    ClassName dissector() {
        return dissector;
    }

    ClassName events() {
        return events;
    }

    ClassName tokens() {
        return tokens;
    }

    ClassName signatures() {
        return signatures;
    }

    ClassName machine() {
        return session;
    }

    /** The interface of what the spec leaves to Java. */
    ClassName externs() {
        return externs;
    }

    /** The class that calls it. */
    ClassName externCalls() {
        return externCalls;
    }

    /** The method for a function or filter that is left to Java. */
    String extern(int id) {
        return externMethods.get(id);
    }

    ClassName message(int id) {
        return messages.get(id);
    }

    ClassName parser(int id) {
        return parsers.get(id);
    }

    ClassName enumClass(int id) {
        return enums.get(id);
    }

    String enumItem(int id, int item) {
        return enumItems.get(id).get(item);
    }

    ClassName event(int id) {
        return eventClasses.get(id);
    }

    Members eventMembers(int id) {
        return eventMembers.get(id);
    }

    /** Method of the events class that tells an event. */
    String eventMethod(int id) {
        return eventMethods.get(id);
    }

    Members members(int message) {
        return members.get(message);
    }

    String token(int id) {
        return tokenMethods.get(id);
    }

    /** Constant of the tokens class for the named groups of a token. */
    String groups(int token) {
        return Names.upper(tokenMethods.get(token)) + "_GROUPS";
    }

    /** Gives names to what the messages look ahead for. */
    void decisions(List<MessageIr> messages) {
        for (MessageIr message : messages) {
            List<String> methods = new ArrayList<>();
            for (int i = 0; i < message.decisions().size(); i++) {
                methods.add(tokenNames.member("next_in_" + message.def().name() + (i == 0 ? "" : "_" + (i + 1))));
            }
            decisionMethods.put(message.def().id(), methods);
        }
    }

    /** Method of the tokens class that tells which of several things is next. */
    String decision(int message, int decision) {
        return decisionMethods.getOrDefault(message, List.of()).get(decision);
    }

    /** Constant for a message that states read. */
    String grammar(int message) {
        return grammars.get(message);
    }

    String state(int id) {
        return states.get(id);
    }

    String variable(int index) {
        return vars.get(index);
    }

    String variableFlag(int index) {
        return varFlags.get(index);
    }
}
