package org.protospec.generator.diagnostic;

import static org.protospec.generator.diagnostic.Severity.ERROR;
import static org.protospec.generator.diagnostic.Severity.WARNING;

/**
 * The numbered things that the compiler can say. A code never changes its meaning; one that is given up is not given
 * again. 01xx: syntax, 02xx: names, 03xx: types, 04xx: messages, 05xx: machines, 06xx: regular expressions, 07xx:
 * things unused. 0901 was for parts of the language that were still to come.
 */
public enum DiagnosticKind {
    UNEXPECTED(
            101,
            ERROR,
            "{0}",
            "The text does not follow the grammar of the language at this place. The message says what could stand there"
                    + " and what does. The rest of the file is still read for further mistakes of this kind.",
            "message M { a: u8 }"),
    UNTERMINATED_TEXT(
            102,
            ERROR,
            "this text has no closing '\"' on its line",
            "A text begins and ends with a double quote on one line; line ends within it are written \\r and \\n.",
            "token T = \"abc;"),
    UNTERMINATED_REGEX(
            103,
            ERROR,
            "this regular expression has no closing '/' on its line",
            "A regular expression begins and ends with a slash on one line. A slash within it is written \\/, or [/].",
            "token T = /abc;"),
    UNTERMINATED_COMMENT(
            104,
            ERROR,
            "this comment has no closing '*/'",
            "A comment that begins with /* reaches to the next */; comments do not nest.",
            "/* a comment"),
    UNKNOWN_CHARACTER(
            105,
            ERROR,
            "{0} has no meaning here",
            "The character does not belong to the language outside of texts, regular expressions and comments.",
            "message M { a: u8; # }"),
    BAD_ESCAPE(
            106,
            ERROR,
            "there is no escape {0}",
            "In texts these escapes are known: \\n \\r \\t \\0 \\\\ \\\" \\$ \\xHH (one character up to FF) and"
                    + " \\u{H...} (a code point).",
            "token T = \"a\\q\";"),
    NUMBER_TOO_LARGE(
            107,
            ERROR,
            "{0} does not fit 64 bits",
            "Integers have 64 bits at most: from -9223372036854775808 to 18446744073709551615.",
            "const N = 0x10000000000000000;"),
    TOO_DEEP(
            108,
            ERROR,
            "{0}",
            "The compiler bounds how deeply brackets nest and how long one statement may be, so that no spec can exhaust"
                    + " it. Real specs come nowhere near the bounds.",
            "const N = ((((((((...))))))));"),
    MISSING_PROTOCOL(
            109,
            ERROR,
            "the file does not begin with its protocol",
            "The first declaration names the protocol and where it is found, as in 'protocol smtp over tcp port 25;'.",
            "message M { a: u8; }"),
    SECOND_PROTOCOL(
            110,
            ERROR,
            "there is a second protocol declaration",
            "A file describes one protocol. Another protocol goes into another file.",
            "protocol a; protocol b;"),
    MODIFIER_TWICE(
            111,
            ERROR,
            "\"{0}\" is given twice",
            "Every modifier of a field, and every option of a delimiter, can be given once.",
            "a: u16 le le;"),
    INTERPOLATION_MISPLACED(
            112,
            ERROR,
            "values can be put only into the texts of alerts and requirements, and into what a machine emits or sets",
            "A text with ${...} is made at run time. Everywhere else a text is a constant; there"
                    + " the characters themselves are written \\${.",
            "token T = \"${x}\";"),
    TEXT_EXPECTED(
            113,
            ERROR,
            "{0} is a text in double quotes",
            "Alerts and requirements are explained to people by a text that is written out in the spec.",
            "require a > 0 : 5;"),
    UNKNOWN_TYPE(
            201,
            ERROR,
            "there is no token, message or enum named \"{0}\"",
            "A field's type is a built-in type (u8, i16, flag, f32, ipv4, bytes...), a pattern, or the name of a token, a"
                    + " message or an enum of the same file.",
            "verb: VERBB;"),
    UNKNOWN_NAME(
            202,
            ERROR,
            "there is no {0} named \"{1}\" here",
            "The name is none that can be used at this place: in a message those are its fields read so far, its lets and"
                    + " parameters, constants and enums; in a machine its variables, the event's variable, constants"
                    + " and enums.",
            "b: bytes[lenght];"),
    UNKNOWN_MEMBER(
            203,
            ERROR,
            "{0} has nothing named \"{1}\"",
            "What follows the dot is a named field or let of a message, an item of an enum, or something that every value"
                    + " of the type has, such as the length of a text.",
            "let n = reply.kode;"),
    UNKNOWN_EVENT(
            204,
            ERROR,
            "there is no event named \"{0}\"",
            "Events are declared with 'event NAME(...);' or 'stream event NAME;' before or after their use.",
            "emit comand(c);"),
    UNKNOWN_TOKEN(
            205,
            ERROR,
            "there is no token named \"{0}\"",
            "A delimiter is the name of a token, a regular expression, or a text.",
            "a: bytes until CRFL;"),
    UNKNOWN_CONVERSION(
            206,
            ERROR,
            "there is no conversion \"{0}\"",
            "The conversions are int, int(radix), u1 to u64, i2 to i64, text(charset), upper, lower, the names of enums, and those of"
                    + " functions of one parameter (extern fn).",
            "a: /[a-z]+/ as uper;"),
    UNKNOWN_FILTER(
            207,
            ERROR,
            "there is no filter \"{0}\"",
            "The filters are dot_unstuff, base64, quoted_printable, gzip and deflate, and those that are declared (extern filter).",
            "a: bytes to end decode dots;"),
    UNKNOWN_WORD(
            208,
            ERROR,
            "{0} is one of {1}, not \"{2}\"",
            "The language knows a few fixed words at this place.",
            "byteorder little;"),
    UNKNOWN_ORIGIN(
            214,
            ERROR,
            "there is no message named \"{0}\"",
            "\"at\" counts from the first byte of the message that is named behind \"from\", and that is read around it.",
            "at 5 from Dsn { a: u8; }"),
    DECLARED_TWICE(
            209,
            ERROR,
            "\"{0}\" is declared twice",
            "Tokens, messages, enums, events, constants and states have names of their own; so have the fields, lets and"
                    + " parameters of one message, in all its branches, and the variables of a machine.",
            "token A = /a/; token A = /b/;"),
    BUILT_IN(
            210,
            ERROR,
            "\"{0}\" is built in and cannot be declared",
            "The names of built-in types and states would hide what everybody expects them to be.",
            "message u8 { a: flag; }"),
    USED_BEFORE_READ(
            211,
            ERROR,
            "\"{0}\" is used before it is read",
            "A message is read from its first byte to its last; an expression can use only what stands before it.",
            "a: bytes[n]; n: u8;"),
    IT_OUTSIDE(
            212,
            ERROR,
            "there is no \"it\" here",
            "\"it\" is the element just read, in the condition of an array, or the value of the field, in its"
                    + " requirement.",
            "let x = it;"),
    NOT_A_VALUE(
            213,
            ERROR,
            "\"{0}\" cannot be used as a value",
            "The name stands for something that is no value by itself: an enum stands before a dot and one of its items.",
            "let x = Color;"),
    OUTPUT_KEY(
            230,
            WARNING,
            "a line about this event has a \"{0}\" already, so this is written as \"{0}_\"",
            "The command writes an event as a line of JSON, in which its parameters stand beside what every event has: event, ts,"
                    + " packet, flow, protocol, after_capture, encoding; of a stream event also complete, raw_bytes,"
                    + " raw_sha256, bytes and sha256.",
            "event e(packet: u8);"),
    TYPE_MISMATCH(
            301,
            ERROR,
            "{0} must be {1}, but this is {2}",
            "Every expression has a type, known when the spec is compiled, and every place takes certain types.",
            "if 5 { a: u8; }"),
    OPERANDS(
            302,
            ERROR,
            "\"{0}\" cannot be used with {1} and {2}",
            "Arithmetic takes integers, && and || take flags, < and its kin take numbers and values of enums of less than 64"
                    + " bits, == and != take two values of one type.",
            "let x = 1 + \"a\";"),
    OPTIONAL_USED(
            303,
            ERROR,
            "this may be absent ({0})",
            "A value that is not always there, such as a field in an optional part, can be compared with == and !=, asked"
                    + " for a member or .present; to use it otherwise, say with ?? what stands in for it, or use it only where a"
                    + " condition (if x.present, when x.present) says that it is there.",
            "let n = parameter.length + 1;"),
    ALWAYS_NEGATIVE(
            304,
            ERROR,
            "{0} cannot be negative, but this is {1}",
            "The value is known when the spec is compiled, or its range is, and lies below zero.",
            "a: bytes[-1];"),
    OVERFLOW(
            305,
            ERROR,
            "the result can be {0}, which does not fit 64 bits",
            "Integers never wrap silently: the compiler follows their ranges and refuses an operation whose result might"
                    + " not fit a signed number of 64 bits. A mask (x & 0xffffffff) narrows a range.",
            "let y = x * x; // x: u64"),
    NEVER_FITS(
            306,
            ERROR,
            "{0} takes {1}, and this is {2}",
            "No value that the expression can have lies in the range of the place where it is used.",
            "a: u8 = 256;"),
    ARGUMENT_COUNT(
            307,
            ERROR,
            "{0} takes {1}, and there {2} given",
            "Messages, events, conversions and methods are given as many arguments as they have parameters.",
            "emit command();"),
    CONVERSION_MISFIT(
            308,
            ERROR,
            "\"as {0}\" converts {1}, and this is {2}",
            "Texts are converted to integers and to other letters, integers to enums.",
            "a: u8 as upper;"),
    BRANCH_TYPES(
            309,
            ERROR,
            "the two values are of different types: {0} and {1}",
            "The values of 'c ? a : b' and of 'a ?? b' must be of one type.",
            "let x = a > 1 ? 1 : \"one\";"),
    DIVISION_BY_ZERO(
            310,
            ERROR,
            "the divisor is always zero",
            "A division by zero at run time is a parse error of the message; one that can be seen in the spec is a"
                    + " mistake.",
            "let x = a / 0;"),
    SHIFT_DISTANCE(
            311,
            ERROR,
            "a shift is by 0 to 63 bits, and this is {0}",
            "Integers have 64 bits at most.",
            "let x = a >> 64;"),
    NOT_CONSTANT(
            312,
            ERROR,
            "{0} must be a constant",
            "Bounds, enum values and case labels are known when the spec is compiled: integer literals, constants, enum"
                    + " items, and what is computed from them.",
            "a: u8[n] max n;"),
    NOT_FOR_VALUES(
            313,
            ERROR,
            "{0} cannot be {1}",
            "Parameters and variables are integers, flags, enums, texts and messages; some places take fewer of them.",
            "event e(a: f32);"),
    NO_TYPE(
            314,
            ERROR,
            "this has no type of its own",
            "\"none\" takes its type from the place where it stands, and here the place has none.",
            "let x = none;"),
    INT_WIDTH(
            315,
            ERROR,
            "there is no type \"{0}\": {1}",
            "Unsigned integers are u1 to u64, signed ones i2 to i64.",
            "a: u65;"),
    NEVER_EQUAL(
            316,
            WARNING,
            "these are never equal: {0}",
            "A value that was converted with 'as upper' has no small letters, so that it differs from every text with a"
                    + " small letter; likewise the other way round. A number of a range differs from every number out"
                    + " of it.",
            "let quits = verb == \"quit\"; // verb: VERB as upper"),
    NO_INDEX(
            317,
            ERROR,
            "only lists have elements, and this is {0}",
            "An index in brackets follows a list: an array field, or a variable declared with [].",
            "let x = a[0]; // a: u8"),
    OUT_OF_LIST(
            318, ERROR, "a list has no element {0}", "Indices count from 0.", "let x = lines[-1]; // lines: Line[2]"),
    NOT_ALIGNED(
            401,
            ERROR,
            "{0} must start at a byte boundary, and it starts after {1} of a byte",
            "Integers whose width is not a whole number of bytes, and flags, follow each other bit by bit. Everything else"
                    + " starts at a byte boundary.",
            "a: u4; b: /x/;"),
    ENDS_IN_BYTE(
            402,
            ERROR,
            "{0} ends in the middle of a byte, after {1}",
            "Messages, branches and elements of arrays have a whole number of bytes.",
            "message M { a: u4; }"),
    ORDER_OF_BITS(
            403,
            ERROR,
            "\"{0}\" is for whole bytes, and this has {1}",
            "A byte order can be given to integers of 16, 24, 32... bits, to floats and to enums of such widths.",
            "a: u12 le;"),
    MODIFIER_MISFIT(
            404,
            ERROR,
            "\"{0}\" has no meaning for {1}",
            "Modifiers belong to certain types: a byte order to numbers, max to what can be long, stream and decode to"
                    + " bytes.",
            "a: u8 max 5;"),
    CASE_TWICE(
            405,
            ERROR,
            "there is a case for {0} already",
            "A switch takes the first case with an equal label; the second would never be taken.",
            "switch a { case 1: case 1: }"),
    DEFAULT_TWICE(
            406,
            ERROR,
            "a switch has one default",
            "The default is taken if no case has an equal label; there can be only one.",
            "switch a { default: default: }"),
    VALUE_TWICE(
            407,
            ERROR,
            "{0} is the value of \"{1}\" already",
            "The items of an enum have different values, so that a value has one name.",
            "enum E : u8 { A = 1; B = 1; }"),
    ARRAY_OF_BYTES(
            408,
            ERROR,
            "the elements of an array cannot be plain bytes",
            "Put the bytes into a message, which can be written in place: { data: bytes[4]; }[n].",
            "a: bytes[4][2];"),
    STREAM_TARGET(
            409,
            ERROR,
            "\"{0}\" is not a stream event",
            "The pieces of a field go to an event declared with 'stream event'.",
            "event e; message M { a: bytes to end stream to e; }"),
    OPTION_MISFIT(
            410,
            ERROR,
            "\"{0}\" has no meaning after \"{1}\"",
            "A delimiter that stays unread cannot be part of the value.",
            "a: bytes before CRLF inclusive;"),
    NOT_BITS(
            411,
            ERROR,
            "a block of bits holds integers, flags and enums only",
            "What stands in \"bits\" has whole bytes together and is always there. Everything else goes before or behind it.",
            "bits { a: u4; b: /x/; }"),
    NO_INITIAL(
            501,
            ERROR,
            "machine \"{0}\" has no initial state",
            "A flow begins in the state that is marked initial.",
            "machine m { state a { } }"),
    SECOND_MARK(
            502,
            ERROR,
            "there is a second {0} state",
            "One state is initial, and at most one is midstream.",
            "initial state a { } initial state b { }"),
    UNKNOWN_STATE(
            503,
            ERROR,
            "there is no state named \"{0}\"",
            "A transition leads to a state of its machine, to finish or to fail.",
            "on up -> strat;"),
    UNKNOWN_TRIGGER(
            504,
            ERROR,
            "nothing named \"{0}\" happens to a state",
            "What happens to a state: up, down, parse_error, missing_grammar, gap, closed, one_sided, timeout, init,"
                    + " enter, leave, fail and finish.",
            "on up_data -> x;"),
    NO_VARIABLE(
            505,
            ERROR,
            "\"on {0}\" has no variable",
            "Variables are given to up, down, parse_error, missing_grammar, gap, closed and one_sided.",
            "on init(x) { drop; };"),
    EXPECTED_TWICE(
            506,
            ERROR,
            "what is expected {0} is given twice",
            "A state expects one message of each direction, or defers it. A declaration \"looks_like\" says once what a"
                    + " direction begins with; alternatives are declarations of their own.",
            "up: A; up: B;"),
    NOTHING_EXPECTED(
            507,
            ERROR,
            "\"on {0}\" never happens: {1}",
            "\"on up\" happens when a message of that direction was read; the state must say which.",
            "state s { on up -> t; }"),
    EMIT_STREAM(
            508,
            ERROR,
            "\"{0}\" is a stream event, which is told by its field",
            "The pieces of a stream reach their event as they are read, by 'stream to' at a field.",
            "emit s; // stream event s"),
    DURATION(
            509,
            ERROR,
            "{0}",
            "\"on timeout\" is followed by a time, such as 500ms, 30s, 5min or 1h; nothing else is.",
            "on timeout -> fail;"),
    SECOND_MACHINE(
            510,
            ERROR,
            "there is a second machine",
            "A protocol has one state machine at most.",
            "machine a { initial state s { } } machine b { initial state t { } }"),
    SHARED_VARIABLE(
            511,
            ERROR,
            "the states expect different messages {0}, so that \"{1}\" has no type",
            "In 'any state', the variable of up and down can be used if all states that expect a message of that direction"
                    + " expect the same one.",
            "any state { on up(m) { emit e(m); }; }"),
    SHARED_EXPECTATION(
            512,
            ERROR,
            "\"any state\" expects nothing itself",
            "What is expected of a direction is said by each state.",
            "any state { up: A; }"),
    // What the rules of package check find.
    START_OVER(
            553,
            ERROR,
            "only a state in which flows begin is one of a layer",
            "A layer says where its flows begin. Which states they come to then depends on transitions alone.",
            "state s over tcp { }"),
    NO_START(
            554,
            ERROR,
            "flows over {0} begin in no state",
            "If no initial state is there for all layers, each layer of the protocol needs one.",
            "protocol p over tcp port 1, udp port 1; machine m { initial state s over tcp { } }"),
    UNKNOWN_SPEC(
            240,
            ERROR,
            "there is no spec of a protocol \"{0}\" to import from",
            "A spec imports from others by the names of their protocols: of files in the same folder or build, and of jars.",
            "import nothing;"),
    UNKNOWN_IMPORT(
            241,
            ERROR,
            "{0} has nothing named \"{1}\" to import",
            "What can be imported are constants, enums, tokens and messages.",
            "import Nothing from other;"),
    FUNCTION_CYCLE(
            215,
            ERROR,
            "a function calls itself: {0}",
            "A call stands for the function's expression, which cannot stand in itself. What repeats is an array of a message.",
            "fn f(n: u8) = f(n);"),
    ACTIONS_CYCLE(
            216,
            ERROR,
            "actions call themselves: {0}",
            "A call stands for the actions, which cannot stand in themselves.",
            "machine m { actions a() { a(); } initial state s { on finish { a(); }; } }"),
    ACTIONS_CHANGE_ARGUMENT(
            217,
            ERROR,
            "\"{0}\" would change what it is given",
            "An argument stands wherever its parameter does, also behind a change of a variable in it.",
            "machine m { var n: u8; actions a(k: u8) { n = k; n = k; } initial state s { on finish { a(n); }; } }"),
    IMPORT_CYCLE(
            242,
            ERROR,
            "{0}",
            "Specs that import from each other would be one spec. What both need belongs into a third one.",
            "import p;"),
    IMPORT_ORDER(
            243,
            ERROR,
            "{0} has another order of bytes or bits than this file",
            "What is imported becomes part of this file, whose order holds for all of it. It would be read the wrong way round.",
            "byteorder le; import other;"),
    EMPTY_QUEUE(
            552,
            ERROR,
            "queue \"{0}\" has no room for a message",
            "A queue remembers at least one message; of more the oldest ones make room.",
            "var pending: queue<A> max 0;"),
    DECODE_PART(
            470,
            ERROR,
            "\"decode\" does not stand with a part of a stream",
            "The parts of a content are decoded together, across the borders between them.",
            "message Chunk { data: bytes[n] stream decode gzip; }"),
    BLIND_OPTIONAL(
            420,
            ERROR,
            "this optional part begins with {0}, which cannot be looked at",
            "Whether an optional part is there is decided by its first token, literal or constant integer of "
                    + "whole bytes: the part is read if the next bytes match it. Everything else looks the same "
                    + "whether the part is there or not.",
            "optional { n: u8; }"),
    EMPTY_OPTIONAL(
            421,
            ERROR,
            "{0} can match nothing, so this optional part is always there",
            "An optional part is read if the next bytes match its first token. A token that matches the "
                    + "empty string always does.",
            "optional { a: /x*/; }"),
    EMPTY_ELEMENT(
            422,
            ERROR,
            "an element of this array can be empty, so the loop may never end",
            "An array that ends by a condition or with its input is a loop, and every round of it must read "
                    + "at least one byte. Arrays with a number of elements are not concerned.",
            "a: /x*/[] until it == \"x\";"),
    DEFAULT_ELEMENTS(
            423,
            WARNING,
            "this array has no bound of its own, so it ends in a parse error after {0} elements",
            "Whatever a flow holds is bounded. An array that a peer can make as long as it likes should say "
                    + "how long one in earnest is.",
            "a: Line[] until it.last;"),
    ENDLESS_MESSAGE(
            425,
            ERROR,
            "message \"{0}\" never ends: it always contains another one",
            "A message that contains itself does so only at times: if a condition holds, in an optional part, or in an array"
                    + " that may be empty.",
            "message M { a: u8; m: M; }"),
    LEFT_RECURSION(
            426,
            ERROR,
            "message \"{0}\" can contain itself before a byte was read",
            "A message that contains itself reads something first, so that every bound on its depth is one on the input, too.",
            "message M { n: M if true; a: u8; }"),
    BLIND_CHOICE(
            431,
            ERROR,
            "this alternative begins with {0}, which cannot be looked at",
            "Which alternative of a choice is read is decided by the next bytes: it is the one with the longest match of its"
                    + " first token, literal or constant. Everything else looks the same whichever alternative is there; it"
                    + " may stand behind 'default:', which is read where no alternative begins.",
            "choice { a: \"x\"; n: u8; }"),
    AMBIGUOUS_CHOICE(
            432,
            ERROR,
            "this alternative can begin with {0}, and so can an earlier one",
            "The next bytes decide which alternative of a choice is read. Of two that both match, the longer match"
                    + " counts; where both match the same bytes, nothing tells them apart. The bytes in the message are the"
                    + " shortest ones that both match.",
            "choice { a: /[a-z]+/; b: \"get\"; }"),
    BLIND_ARRAY(
            433,
            ERROR,
            "an element of this array begins with {0}, which cannot be looked at",
            "An array without an end of its own goes on as long as the next bytes begin another element: with its first token,"
                    + " literal or constant.",
            "a: u8[];"),
    AMBIGUOUS_ARRAY(
            434,
            ERROR,
            "an element of this array can begin with {0}, and so can what follows",
            "An array without an end of its own goes on as long as the next bytes begin another element. Where what follows"
                    + " can begin with the same bytes, nothing tells where the array ends. On a stream, the next message of the"
                    + " direction follows.",
            "a: \"x\"[]; b: bytes[2];"),
    UNREACHABLE_TOKEN(
            437,
            ERROR,
            "{0} can never match here",
            "A token matches at the current position, and takes as much as it can. Where what stands before it takes all that it"
                    + " could begin with, leaves something else, or where its window is too small, it never does.",
            "a: /[a-z]*/; b: /[a-z]/;"),
    NEGATIVE_COUNT(
            438,
            WARNING,
            "this can be negative, down to {0}, which is a parse error without words of its own",
            "A number of bytes or elements is not negative. The compiler follows the ranges of integers, and what is known of them:"
                    + " by 'require', by 'if', and by the requirements of fields that were read before.",
            "length: u16; a: bytes[length - 4];"),
    STREAM_READ_AGAIN(
            435,
            ERROR,
            "\"{0}\" may have to read bytes again that were handed on",
            "Bytes that were handed on to an event are not there any more. What is in a union, or in an alternative of try that is"
                    + " not the last one, is read again.",
            "try { a: bytes until \"x\" stream to s; } or { b: u8; } } stream event s; message N {"),
    RESYNC_NOWHERE(
            440,
            ERROR,
            "reading cannot be taken up again {0}",
            "\"resync\" tells where reading goes on if what stands before it, or an element of an array, does not fit. Something has"
                    + " to stand before it, and nobody may read the same bytes another way. An array with a number of elements counts"
                    + " them, those that do not fit too; and what is handed on in pieces cannot be left in the middle of one.",
            "resync after \"x\"; a: u8;"),
    UNBOUNDED_AT(
            427,
            ERROR,
            "on a stream nothing bounds what \"at\" counts from{0}",
            "\"at\" waits until all is there that it may read: the datagram, or a window. A stream has no end to wait for.",
            "protocol p over tcp port 1; message M { at 5 { a: u8; } } machine m { initial state s { up: M; } }"),
    AT_OUTSIDE(
            428,
            ERROR,
            "this counts from \"{0}\", but \"{1}\" is also read where none is around it",
            "\"at\" and \"position\" count from the first byte of a message that is read around the one in which they stand.",
            "message D { n: N; } message N { at 1 from D { a: u8; } } message O { n: N; d: D; }"),
    STREAM_WITH_AT(
            429,
            ERROR,
            "places cannot be counted from message \"{0}\", which hands on a stream",
            "Bytes that were handed on are not there any more, and do not count as bytes of the message.",
            "message M { at 5 { a: u8; } b: bytes to end stream to s; } stream event s;"),
    JOIN_MISPLACED(
            430,
            ERROR,
            "\"join\" stands alone behind \"let x =\"",
            "A text that is put together needs bytes of its own, which the let has. Give it a name of its own, and use that.",
            "message M { words: /[a-z]/[2]; require words.join(it, \"\") == \"ab\"; }"),
    ESCAPE_MISPLACED(
            436,
            ERROR,
            "\"escape\" stands in what \"join\" puts together",
            "A text with escapes needs bytes of its own, which only a text that is put together has.",
            "message M { word: /[a-z]+/; let safe = word.escape(\".\"); }"),
    FIRST_MISPLACED(
            439,
            ERROR,
            "\"first\" stands alone behind \"let x =\"",
            "A list is looked through once, and what was found has a name. Give it a name of its own, and use that.",
            "message M { words: /[a-z]/[2]; require words.first(it) == \"a\"; }"),
    UNANSWERED(
            424,
            ERROR,
            "without a machine nobody knows whether the other direction answers",
            "\"when answered\" asks whether the other direction speaks right behind a delimiter. Only a "
                    + "machine puts the two directions in order.",
            "a: bytes until /x/ or /y/ when answered;"),
    STATE_UNREACHED(
            520,
            WARNING,
            "state \"{0}\" is never reached",
            "No transition that can be taken leads to the state from where a flow starts. Transitions whose "
                    + "guard is always false, and those that an earlier one always takes the event from, do not count.",
            "state forgotten { up: A; }"),
    STATE_WITHOUT_END(
            521,
            WARNING,
            "from state \"{0}\" no flow ever comes to finish or fail",
            "A conversation ends somewhere, well or not. States that are opaque, drop the flow, or expect "
                    + "nothing of either direction are taken to be open-ended on purpose.",
            "initial state a { up: A; on up { }; }"),
    TRANSITION_SHADOWED(
            522,
            WARNING,
            "this transition is never taken",
            "Transitions are tried in the order in which they are written. One without a guard takes every "
                    + "event of its kind; the same goes for a shorter timeout that leaves the state.",
            "on up -> a; on up -> b;"),
    GUARD_TWICE(
            523,
            WARNING,
            "an earlier transition has the same guard, so this one is never taken",
            "Transitions are tried in the order in which they are written, and the first whose guard holds "
                    + "is taken.",
            "on up(x) when x.a == 1 -> b; on up(x) when x.a == 1 -> c;"),
    GUARD_NEVER_HOLDS(
            524,
            WARNING,
            "this guard never holds",
            "The value of the guard is known when the spec is compiled, and it is false.",
            "on up when false -> b;"),
    UNHANDLED(
            525,
            WARNING,
            "state \"{0}\" reads {1} messages of direction {2}, and no transition takes them",
            "A message that is expected should do something: emit an event, set a variable, lead to another "
                    + "state.",
            "initial state a { up: A; }"),
    DIRECTION_NEVER_READ(
            526,
            WARNING,
            "no state reads direction {0}",
            "Bytes of a direction that no state reads either wait in vain, where states defer them, or raise "
                    + "missing_grammar.",
            "state a { up: A; down: defer; }"),
    NO_PARSE_ERROR(
            527,
            WARNING,
            "no transition is taken on a parse error",
            "Sooner or later malformed bytes come. What happens then should be said by the spec, at best in "
                    + "\"any state\".",
            "machine m { initial state a { up: A; } }"),
    NEVER_HAPPENS(
            528,
            WARNING,
            "\"on {0}\" never happens: {1}",
            "A parse error happens where messages are read, and one_sided where a direction is deferred: its bytes wait for"
                    + " those of the other one.",
            "initial state s { up: A; on one_sided -> fail; }"),
    RESYNC_MISPLACED(
            540,
            ERROR,
            "\"resync\" stands in \"on parse_error\" and \"on gap\" only",
            "It lets go of bytes from an error or a gap on, and takes up the direction in which that was. Without either there "
                    + "is no such direction.",
            "on up(x) { resync after \"\\n\"; };"),
    OVER_EVENTS(
            555,
            ERROR,
            "{0}",
            "A machine over events has no flow's directions: nothing is read, waits or is handed over, and no flow is found for it. What"
                    + " happens to it are the events that it declares, and who drives it is written in Java.",
            "machine m { event e; initial state s { on init -> finish; } }"),
    UNUSED_INPUT(
            709,
            WARNING,
            "event \"{0}\" of the machine leads to nothing",
            "No transition is on it.",
            "protocol p; machine m over events { event a; event b; initial state s { on a -> finish; } }"),
    DECODE_ERROR_LEADS(
            551,
            ERROR,
            "\"on decode_error\" {0}",
            "It happens in the middle of a message, whose bytes are read on: the content that cannot be decoded is part of it. What"
                    + " follows from it can be done once the message is whole.",
            "on decode_error -> fail;"),
    NO_PARTS(
            471,
            ERROR,
            "nothing in {0} is a part of this stream",
            "What is handed on are the fields within it that say 'stream'. Without any the content would always be empty.",
            "stream event body; message Chunk { n: u8; } message M { chunks: Chunk[] to end stream to body; }"),
    PART_ALONE(
            472,
            ERROR,
            "{0} hands on a part of a stream, and is read here by itself",
            "A field that says 'stream' without an event is a part of the content of a field around it, which says where to.",
            "message Chunk { data: bytes[4] stream; } machine m { initial state s { up: Chunk; } }"),
    HAND_OVER_MISPLACED(
            550,
            ERROR,
            "\"hand over\" does not stand in \"on {0}\"",
            "There the conversation is over: nothing is left to be given to another protocol.",
            "on finish { hand over to tls; };"),
    REGEX_MALFORMED(
            601,
            ERROR,
            "in this regular expression: {0}",
            "Regular expressions follow the usual notation of Perl and POSIX as far as it describes a "
                    + "regular language. Anchors, look-around, back references and lazy repetition are not part of it.",
            "token T = /(a/;"),
    REGEX_TOO_LARGE(
            602,
            ERROR,
            "this regular expression is too large: {0}",
            "A regular expression becomes an automaton when the spec is compiled, and the automaton has a " + "bound.",
            "token T = /.*x.{30}/;"),
    EMPTY_DELIMITER(
            603,
            ERROR,
            "{0} can match nothing, so it is no delimiter",
            "A delimiter that matches the empty string is found at once, before the first byte.",
            "a: bytes until /x*/;"),
    LONG_DELIMITER(
            604,
            ERROR,
            "{0} can match {1}, and a delimiter has at most {2}",
            "While a delimiter is searched, the bytes that may belong to it are held back. A bound on them "
                    + "keeps the search linear and the memory small.",
            "a: bytes until /\\n+/;"),
    COVERED_DELIMITER(
            609,
            ERROR,
            "{0} never counts here: {1} matches the same bytes",
            "Of a list of delimiters, the first that occurs ends the bytes. One whose every match is also one of another"
                    + " delimiter of the list makes no difference.",
            "a: bytes until /\\r?\\n/, \"\\n\";"),
    EMPTY_LOOK(
            605,
            ERROR,
            "{0} can match nothing, so every flow looks like it",
            "A flow is recognised by its first bytes. A pattern that matches the empty string says nothing about them.",
            "looks_like up: /x*/;"),
    LONG_LOOK(
            606,
            ERROR,
            "{0} can match {1}, and at most {2} first bytes of a direction are looked at",
            "Until a flow is recognised, its bytes are kept. A bound on them, by the pattern itself or by 'max', says how"
                    + " soon it is certain that a flow is something else.",
            "looks_like down: /220 [^\\n]*SMTP/;"),
    NEVER_LOOKS(
            607,
            ERROR,
            "{0} matches {1} bytes at least, and {2} are looked at",
            "A bound that is shorter than every match makes the pattern match no flow at all.",
            "looks_like up: \"HELLO\" max 4;"),
    NO_FLOWS(
            608,
            ERROR,
            "no flow can look like this: the protocol {0}",
            "Flows over TCP and UDP are recognised by their first bytes, so that the protocol's machine reads them.",
            "protocol p over ethernet type 5; looks_like up: \"x\";"),
    UNUSED_TOKEN(
            701,
            WARNING,
            "token \"{0}\" is never used",
            "No field, array or delimiter names the token.",
            "token T = /a/;"),
    UNUSED_MESSAGE(
            702,
            WARNING,
            "message \"{0}\" is never read",
            "No state of the machine expects the message, nor is it a part of one that is expected.",
            "message M { a: u8; }"),
    UNUSED_ENUM(
            703,
            WARNING,
            "enum \"{0}\" is never used",
            "No field, conversion, parameter, variable or expression names the enum.",
            "enum E : u8 { A = 1; }"),
    NEVER_EMITTED(
            704,
            WARNING,
            "event \"{0}\" is never emitted",
            "Nothing tells listeners of the event; they would wait for ever.",
            "event e;"),
    NEVER_STREAMED(
            705,
            WARNING,
            "no field streams to event \"{0}\"",
            "A stream event is fed by fields: bytes to end stream to e. Without one, listeners would wait "
                    + "for ever.",
            "stream event e;"),
    NEVER_SET(
            706,
            WARNING,
            "variable \"{0}\" is read, but never set",
            "It always has its first value.",
            "var n: u8; initial state s { up: A; on up when n == 1 -> finish; }"),
    VARIABLE_NEVER_READ(
            707,
            WARNING,
            "variable \"{0}\" is never read",
            "No guard, action or argument uses its value.",
            "var n: u8; initial state s { up: A; on up { n = 1; } -> finish; }"),
    UNUSED_EXTERN(
            710,
            WARNING,
            "extern \"{0}\" is never used",
            "No expression, transition or field uses the function or filter that Java has to supply.",
            "extern fn f(n: u8) -> u8;"),
    UNUSED_FUNCTION(
            711, WARNING, "function \"{0}\" is never called", "No expression calls it.", "fn f(n: u8) = n + 1;"),
    UNUSED_ACTIONS(
            712,
            WARNING,
            "actions \"{0}\" are never called",
            "No transition calls them.",
            "machine m { actions a() { drop; } initial state s { } }"),
    UNUSED_PARAMETER(
            708,
            WARNING,
            "parameter \"{0}\" of message \"{1}\" is never used",
            "Nothing in the message depends on what it is given.",
            "message M(n: u8) { a: u8; }");

    private final int number;
    private final Severity severity;
    private final String template;
    private final String explanation;
    private final String example;

    DiagnosticKind(int number, Severity severity, String template, String explanation, String example) {
        this.number = number;
        this.severity = severity;
        this.template = template;
        this.explanation = explanation;
        this.example = example;
    }

    /** The stable code: {@code PS0101}. */
    public String code() {
        return "PS0" + number;
    }

    /** Whether it stops the compiler. */
    public Severity severity() {
        return severity;
    }

    /** The text with {@code {0}}, {@code {1}}... where the arguments go. */
    public String template() {
        return template;
    }

    /** A paragraph for the author who wants to know more. */
    public String explanation() {
        return explanation;
    }

    /** A piece of a spec that is answered by this diagnostic. */
    public String example() {
        return example;
    }

    /** The template with its arguments put in. */
    String text(Object... arguments) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '{' && i + 2 < template.length() && template.charAt(i + 2) == '}') {
                out.append(arguments[template.charAt(i + 1) - '0']);
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
