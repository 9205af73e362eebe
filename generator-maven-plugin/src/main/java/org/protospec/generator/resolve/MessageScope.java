package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Type;
import org.protospec.generator.source.Span;

/** What expressions in a message can name: what was read before of it, and of the messages it is written in. */
final class MessageScope implements Scope {

    /** Makes the reference to something of this message. */
    private interface Reference {
        Expr at(Span span, int depth);
    }

    private final Symbols symbols;
    private final MessageDraft message;
    private final @Nullable MessageScope outer;
    private final Map<String, Reference> visible = new LinkedHashMap<>();
    private final Map<String, Span> declared = new LinkedHashMap<>();
    private final Map<String, Span> later = new LinkedHashMap<>();
    private final List<Integer> branch = new ArrayList<>();
    private Presence presence = Presence.none();
    private int branches;

    MessageScope(Symbols symbols, MessageDraft message, @Nullable MessageScope outer) {
        this.symbols = symbols;
        this.message = message;
        this.outer = outer;
    }

    /** Says that a name will be declared further down. */
    void announce(Name name) {
        later.putIfAbsent(name.text(), name.span());
    }

    /** Whether {@code name} is new in this message; if not, that is reported. */
    boolean declare(Name name) {
        return symbols.declare(name, declared);
    }

    @Override
    public boolean inMessage() {
        return true;
    }

    boolean inBranch() {
        return !branch.isEmpty();
    }

    /** What is known to be there in a branch that is read only if a condition holds; known before is returned, for {@link #restore}. */
    Presence assume(Expr condition) {
        Presence before = presence;
        presence = before.copy();
        presence.assume(condition);
        return before;
    }

    void restore(Presence before) {
        presence = before;
    }

    @Override
    public Expr known(Expr value) {
        Expr here = presence.known(value);
        return outer == null ? here : outer.known(here);
    }

    void enterBranch() {
        branch.add(branches++);
    }

    void leaveBranch() {
        branch.remove(branch.size() - 1);
    }

    void add(Param param) {
        visible.put(
                param.name(), (span, depth) -> new Expr.ParamRef(span, param.type(), depth, message.id, param.index()));
    }

    void add(String name, Field field) {
        List<Integer> place = List.copyOf(branch);
        visible.put(name, (span, depth) -> {
            boolean certain = field.condition().isEmpty() && isAround(place);
            Type type = certain ? field.type() : field.type().optional();
            return new Expr.FieldRef(span, type, depth, message.id, field.index());
        });
    }

    void add(MessageDef.Let let) {
        List<Integer> place = List.copyOf(branch);
        visible.put(let.name(), (span, depth) -> {
            Type type = isAround(place) ? let.type() : let.type().optional();
            return new Expr.LetRef(span, type, depth, message.id, let.index());
        });
    }

    /** Whether the present place lies in the branch {@code place}, so that what was read there was read. */
    private boolean isAround(List<Integer> place) {
        return place.size() <= branch.size() && branch.subList(0, place.size()).equals(place);
    }

    @Override
    public Optional<Expr> lookup(Name name) {
        int depth = 0;
        for (MessageScope scope = this; scope != null; scope = scope.outer) {
            Reference reference = scope.visible.get(name.text());
            if (reference != null) {
                return Optional.of(reference.at(name.span(), depth));
            }
            depth++;
        }
        for (MessageScope scope = this; scope != null; scope = scope.outer) {
            Span place = scope.later.get(name.text());
            if (place != null && !symbols.constants.containsKey(name.text())) {
                symbols.report(Diagnostic.of(DiagnosticKind.USED_BEFORE_READ, name.span(), name.text())
                        .note(place, "it is read here"));
                return Optional.of(ExpressionResolver.error(name.span()));
            }
        }
        return Optional.empty();
    }

    @Override
    public Collection<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (MessageScope scope = this; scope != null; scope = scope.outer) {
            names.addAll(scope.visible.keySet());
        }
        return names;
    }

    @Override
    public String kinds() {
        return "field, let, parameter or constant";
    }
}
