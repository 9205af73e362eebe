package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;

/** What the emitters of one message share, and the class that they write. */
final class MessageContext {
    final Spec spec;
    final SpecNames names;
    final JavaTypes types;
    final MessageIr ir;
    final MessageDef def;
    final Streams streams;
    /** Whether fields are read where they lie, see {@link HeaderLayout}. */
    final boolean inPlace;

    final SpecNames.Members members;
    final RunPlaces runs;
    final PartFlags flags;
    final TextConstants texts = new TextConstants(Names.members());
    final ClassName self;
    final TypeSpec.Builder type;

    MessageContext(Spec spec, SpecNames names, MessageIr ir, Streams streams, boolean inPlace) {
        this.spec = spec;
        this.names = names;
        this.types = new JavaTypes(names);
        this.ir = ir;
        this.def = ir.def();
        this.streams = streams;
        this.inPlace = inPlace;
        this.members = names.members(def.id());
        this.runs = new RunPlaces(spec, ir, members);
        this.flags = new PartFlags(streams, ir, members);
        this.self = names.message(def.id());
        this.type = TypeSpec.classBuilder(self);
    }
}
