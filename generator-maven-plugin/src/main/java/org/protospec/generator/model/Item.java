package org.protospec.generator.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.protospec.generator.source.Span;

/** One step of reading a message. */
public sealed interface Item {

    /** Where it was written. */
    Span span();

    /** A field is read; the same object as in {@link MessageDef#fields()}. */
    record FieldItem(Span span, Field field) implements Item {}

    /** A value is computed; the same object as in {@link MessageDef#lets()}. */
    record LetItem(Span span, MessageDef.Let let) implements Item {}

    /** Something must hold. */
    record RequireItem(Span span, Field.Requirement requirement) implements Item {}

    /** Items that are read if a condition holds, and others if not; {@code else if} is an if alone in {@code otherwise}. */
    record IfItem(Span span, Expr condition, List<Item> then, List<Item> otherwise) implements Item {
        public IfItem {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** Items that are read if the next bytes can start them. */
    record OptionalItem(Span span, List<Item> items) implements Item {
        public OptionalItem {
            items = List.copyOf(items);
        }
    }

    /** The items of the first case with a label equal to the subject; with none and no default, a parse error. */
    record SwitchItem(Span span, Expr subject, List<Case> cases, Optional<List<Item>> otherwise) implements Item {
        public SwitchItem {
            cases = List.copyOf(cases);
            otherwise = otherwise.map(List::copyOf);
        }
    }

    /**
     * The items of the alternative that the next bytes begin: the one with the longest match of what it can begin with. No
     * two begin with the same bytes.
     *
     * @param otherwise read if they begin none; without it that is a parse error
     */
    record ChoiceItem(Span span, List<Alternative> alternatives, Optional<List<Item>> otherwise) implements Item {
        public ChoiceItem {
            alternatives = List.copyOf(alternatives);
            otherwise = otherwise.map(List::copyOf);
        }
    }

    /**
     * The items of the first alternative that fits: if one does not, what it read is taken back, and the next one is read from
     * the same place on.
     *
     * @param max most bytes that an alternative may have read when it is taken back
     */
    record TryItem(Span span, OptionalLong max, List<Alternative> alternatives) implements Item {
        public TryItem {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** The same bytes read in several ways; then reading goes on behind the one that took most. */
    record UnionItem(Span span, List<Alternative> members) implements Item {
        public UnionItem {
            members = List.copyOf(members);
        }
    }

    /** Items that are left behind if they do not fit: then bytes are let go of up to a delimiter, where reading goes on. */
    record ResyncItem(Span span, List<Item> items, Resync resync) implements Item {
        public ResyncItem {
            items = List.copyOf(items);
        }
    }

    /** One of several continuations that the next bytes tell apart. */
    record Alternative(Span span, List<Item> items) {
        public Alternative {
            items = List.copyOf(items);
        }
    }

    /**
     * Items that are read elsewhere; then reading goes on where it was.
     *
     * @param place number of bytes behind the first one of the message that it counts from
     * @param origin the id of that message, around this one; without it the outermost message
     */
    record AtItem(Span span, Expr place, OptionalInt origin, List<Item> items) implements Item {
        public AtItem {
            items = List.copyOf(items);
        }
    }

    /** A case: constant labels (literals or enum items), no two alike in a switch. */
    record Case(Span span, List<Expr> labels, List<Item> items) {
        public Case {
            labels = List.copyOf(labels);
            items = List.copyOf(items);
        }
    }
}
