package org.protospec.generator.emit;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Turns the names of a spec into Java names of one scope, which clash neither with each other nor with Java or the runtime. */
final class Names {
    /** Methods that every object has, and may not be declared anew or differ in type. */
    private static final Set<String> OBJECT =
            Set.of("clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    /** Methods that messages have already. */
    private static final Set<String> MESSAGE = Set.of(
            "at",
            "clear",
            "copy",
            "copyBytes",
            "copyFields",
            "copyFrom",
            "copyText",
            "messageName",
            "messageOffset",
            "messageSize",
            "glance",
            "octets",
            "other",
            "parser",
            "region",
            "slice",
            "visit",
            "visitor");

    /** Methods that events, streamed ones too, have already. */
    private static final Set<String> EVENT = Set.of(
            "add",
            "alert",
            "at",
            "complete",
            "content",
            "context",
            "drop",
            "end",
            "ending",
            "filter",
            "flow",
            "length",
            "packet",
            "protocol",
            "rawLength",
            "set",
            "stream",
            "time",
            "type",
            "visit",
            "visitor");

    /** Classes that generated code names. */
    private static final Set<String> CLASSES = Set.of(
            "Addresses",
            "Ascii",
            "Base64Decoding",
            "Binding",
            "Boolean",
            "Byte",
            "ByteRegion",
            "Character",
            "CharSequence",
            "Checked",
            "Class",
            "Content",
            "ContentSink",
            "CountedReader",
            "DecodedText",
            "DecodeError",
            "Delimiter",
            "Deprecated",
            "Detour",
            "Direction",
            "Dissector",
            "DotUnstuffing",
            "Double",
            "Enum",
            "Error",
            "Event",
            "EventContext",
            "EventType",
            "Exception",
            "FieldVisitor",
            "Filter",
            "FilterChain",
            "Float",
            "Flow",
            "FreeList",
            "Gap",
            "Generated",
            "IllegalArgumentException",
            "Inflating",
            "InflationPool",
            "Input",
            "Integer",
            "Iterable",
            "JoinedContent",
            "JoinedText",
            "KeptText",
            "KeptTexts",
            "List",
            "Listeners",
            "Long",
            "Machine",
            "Math",
            "Message",
            "MessageList",
            "MessageParser",
            "MessagePool",
            "MessageQueue",
            "NullMarked",
            "Nullable",
            "Number",
            "Numbers",
            "Object",
            "Objects",
            "Octets",
            "Override",
            "Package",
            "ParseError",
            "Process",
            "Progress",
            "Protocol",
            "QueuePool",
            "QuotedPrintableDecoding",
            "Record",
            "Rules",
            "Runnable",
            "Runtime",
            "Scan",
            "Severity",
            "Short",
            "Slice",
            "SliceList",
            "StreamEvent",
            "StreamPool",
            "String",
            "StringBuilder",
            "Supplier",
            "SuppressWarnings",
            "System",
            "Thread",
            "Throwable",
            "Tokens",
            "UntilReader",
            "Void");

    private final Set<String> taken = new HashSet<>();

    /** A scope in which nothing is taken. */
    static Names empty() {
        return new Names();
    }

    /** A scope of members of any class. */
    static Names members() {
        Names names = new Names();
        names.taken.addAll(OBJECT);
        return names;
    }

    /** A scope of accessors of a message. */
    static Names ofMessage() {
        Names names = members();
        names.taken.addAll(MESSAGE);
        return names;
    }

    /** A scope of accessors of an event. */
    static Names ofEvent() {
        Names names = members();
        names.taken.addAll(EVENT);
        return names;
    }

    /** A scope of classes; names that differ in case only clash there, as on some file systems their files do. */
    static Names classes() {
        Names names = new Names();
        CLASSES.forEach(each -> names.taken.add(each.toLowerCase(Locale.ROOT)));
        return names;
    }

    /** Takes names that are not to be given to anything of the spec. */
    void reserve(List<String> names) {
        names.forEach(each -> taken.add(each.toLowerCase(Locale.ROOT)));
    }

    /** A free class name made of a spec's name, with a suffix where it has to be another. */
    String type(String specName, String suffix) {
        String name = pascal(specName);
        String candidate = name;
        for (int i = 1; !taken.add(candidate.toLowerCase(Locale.ROOT)); i++) {
            candidate = name + suffix + (i == 1 ? "" : i);
        }
        return candidate;
    }

    /** A free name for a method, field or variable. */
    String member(String specName) {
        String name = camel(specName);
        if (SourceVersion.isKeyword(name)) {
            name += "_";
        }
        String candidate = name;
        for (int i = 1; !taken.add(candidate); i++) {
            candidate = name + "_" + (i == 1 ? "" : i);
        }
        return candidate;
    }

    /** A free name for a constant. */
    String constant(String specName) {
        String name = upper(specName);
        String candidate = name;
        for (int i = 2; !taken.add(candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }

    /** {@code session_initiation}, {@code SessionInitiation} and {@code sessionInitiation} as {@code SessionInitiation}. */
    static String pascal(String specName) {
        StringBuilder name = new StringBuilder();
        for (String word : words(specName)) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return legal(name.toString());
    }

    /** As {@code sessionInitiation}; {@code VERB} as {@code verb}. */
    static String camel(String specName) {
        String name = specName.equals(specName.toUpperCase(Locale.ROOT)) ? specName.toLowerCase(Locale.ROOT) : specName;
        String pascal = pascal(name);
        return Character.toLowerCase(pascal.charAt(0)) + pascal.substring(1);
    }

    /** As {@code SESSION_INITIATION}. */
    static String upper(String specName) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < specName.length(); i++) {
            char c = specName.charAt(i);
            boolean border = i > 0 && Character.isUpperCase(c) && Character.isLowerCase(specName.charAt(i - 1));
            name.append(border ? "_" : "").append(Character.toUpperCase(c));
        }
        return legal(name.toString());
    }

    private static String[] words(String specName) {
        String[] words = specName.split("_+", 0);
        return words.length == 0 || words[0].isEmpty() && words.length == 1 ? new String[] {"x"} : nonEmpty(words);
    }

    private static String[] nonEmpty(String[] words) {
        return java.util.Arrays.stream(words).filter(word -> !word.isEmpty()).toArray(String[]::new);
    }

    private static String legal(String name) {
        return name.isEmpty() || !Character.isJavaIdentifierStart(name.charAt(0)) ? "_" + name : name;
    }
}
