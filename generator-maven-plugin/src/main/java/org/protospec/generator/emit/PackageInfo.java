package org.protospec.generator.emit;

import org.protospec.generator.GeneratedFile;
import org.protospec.generator.model.Spec;

/** Writes the package's description. */
final class PackageInfo {
    private PackageInfo() {}

    static GeneratedFile of(Spec spec, String packageName, String header) {
        String doc = spec.doc().isBlank()
                ? "The protocol " + spec.name() + "."
                : spec.doc().strip();
        String text = "// " + header + "\n/** " + Docs.escape(doc).replace("\n", "\n * ") + " */\n@NullMarked\npackage "
                + packageName + ";\n\nimport org.jspecify.annotations.NullMarked;\n";
        return new GeneratedFile(packageName.replace('.', '/') + "/package-info.java", text);
    }
}
