package org.protospec.generator.check;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;

/** What can come behind a field: in its message, or, where it may be the last thing of it, behind that message. */
public final class Followers {

    private final Spec spec;
    private final Beginnings beginnings;
    private final BitSet entered = new BitSet();

    private Followers(Spec spec) {
        this.spec = spec;
        this.beginnings = Beginnings.of(spec);
    }

    /** What can come behind a field of a message. */
    public static Beginnings.Found of(Spec spec, MessageDef message, Field field) {
        return field.size().isPresent() ? Beginnings.NOTHING : new Followers(spec).behind(message, field);
    }

    private Beginnings.Found behind(MessageDef message, Field field) {
        Beginnings.Found found = in(message.items(), field).orElse(Beginnings.NOTHING);
        return found.mayBeEmpty() ? found.then(behind(message)) : found;
    }

    /** What the items around the field go on with; absent if it is not among them. */
    private Optional<Beginnings.Found> in(List<Item> items, Field field) {
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            List<Item> rest = items.subList(i + 1, items.size());
            if (item instanceof Item.FieldItem own && own.field().equals(field)) {
                return Optional.of(beginnings.items(rest));
            }
            for (List<Item> branch : Walk.branches(item)) {
                Optional<Beginnings.Found> inner = in(branch, field);
                if (inner.isPresent()) {
                    // Behind the last thing elsewhere, or of a union's member, reading goes on at the place where it
                    // was before.
                    boolean comesBack = item instanceof Item.AtItem || item instanceof Item.UnionItem;
                    return comesBack || !inner.get().mayBeEmpty()
                            ? inner
                            : inner.map(found -> found.then(beginnings.items(rest)));
                }
            }
        }
        return Optional.empty();
    }

    private Beginnings.Found behind(MessageDef message) {
        if (entered.get(message.id())) {
            return Beginnings.NOTHING;
        }
        entered.set(message.id());
        Beginnings.Found found = Beginnings.NOTHING;
        for (MessageDef user : spec.messages()) {
            for (Field field : Walk.fields(user)) {
                if (field.size().isEmpty() && reads(field, message.id())) {
                    found = found.or(behind(user, field));
                }
                if (field.encoding() instanceof FieldType.ArrayField && reads(field, message.id())) {
                    found = found.or(beginnings.message(message.id()));
                }
            }
        }
        return found.or(next(message));
    }

    /** On a stream, the next message of the direction comes behind one that a state expects. */
    private Beginnings.Found next(MessageDef message) {
        Beginnings.Found found = Beginnings.NOTHING;
        if (spec.machine().isEmpty() || !Bounds.isStream(spec)) {
            return found;
        }
        MachineDef machine = spec.machine().get();
        List<Expectation> up =
                machine.states().stream().map(MachineDef.State::up).toList();
        List<Expectation> down =
                machine.states().stream().map(MachineDef.State::down).toList();
        for (List<Expectation> direction : List.of(up, down)) {
            if (direction.stream().anyMatch(each -> expects(each, message.id()))) {
                for (MessageDef each : spec.messages()) {
                    boolean expected = direction.stream().anyMatch(one -> expects(one, each.id()));
                    found = expected ? found.or(beginnings.message(each.id())) : found;
                }
            }
        }
        return found;
    }

    private static boolean expects(Expectation expectation, int message) {
        return expectation instanceof Expectation.Expects expects && expects.message() == message;
    }

    private static boolean reads(Field field, int message) {
        return Walk.types(field.encoding()).stream()
                .anyMatch(type -> type instanceof FieldType.MessageField inner && inner.message() == message);
    }
}
