package org.protospec.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.protospec.generator.SpecFrontEnd;
import org.protospec.generator.diagnostic.DiagnosticRenderer;
import org.protospec.generator.model.Spec;
import org.protospec.generator.source.SourceFile;

/** The short ways from a spec's text to its model. */
public final class Specs {

    private Specs() {}

    /** The model of a text that has no mistakes that resolving finds. */
    public static Spec compile(String text) {
        return compile("test.proto-spec", text);
    }

    /** The model of a spec among the test resources. */
    public static Spec resource(String path) {
        try (InputStream in = Specs.class.getResourceAsStream(path)) {
            assertThat(in).as(path).isNotNull();
            return compile(
                    path.substring(path.lastIndexOf('/') + 1), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Spec compile(String name, String text) {
        SpecFrontEnd.Result result = SpecFrontEnd.analyse(List.of(new SourceFile(name, text)));
        assertThat(DiagnosticRenderer.render(result.diagnostics().sorted())).isEmpty();
        return result.specs().get(0);
    }
}
