package org.protospec.runtime.parse;

import org.protospec.runtime.bytes.Slice;

/** Takes the named fields of a message or an event, in the order of the spec, without reflection or maps. */
public interface FieldVisitor {
    /** An integer. */
    void number(String name, long value);

    /** An integer of 64 bits without a sign. */
    void unsigned(String name, long value);

    /** A floating-point number. */
    void real(String name, double value);

    /** A flag. */
    void flag(String name, boolean value);

    /** Text or bytes of the message, valid during the call. */
    void text(String name, Slice value);

    /** A text that is made of the field: the name of an enum's item, an address. */
    void symbol(String name, CharSequence value);

    /** An optional field that is not there. */
    void absent(String name);

    /** A nested message begins, whose fields follow; the name is empty for an element of a list. */
    void beginMessage(String name);

    /** The nested message ends. */
    void endMessage();

    /** A list begins, whose elements follow, each with an empty name. */
    void beginList(String name);

    /** The list ends. */
    void endList();
}
