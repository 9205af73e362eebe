package org.protospec.generator.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.protospec.generator.source.SourceFile;

/** Specs to import from are found in jars, and in folders of classes, which dependencies of the same build are. */
class SpecSourcesTest {
    private static final String TEXT = "protocol common; message Shared { a: u8; }";

    @TempDir
    private Path folder;

    @Test
    void inAJar() throws IOException {
        Path jar = folder.resolve("library.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/proto-spec/common.proto-spec"));
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        assertThat(SpecSources.inArtifact(jar.toFile(), "common"))
                .map(SourceFile::text)
                .contains(TEXT);
        assertThat(SpecSources.inArtifact(jar.toFile(), "mon")).isEmpty();
    }

    @Test
    void inAFolder() throws IOException {
        Path specs = Files.createDirectories(folder.resolve("classes/META-INF/proto-spec"));
        Files.writeString(specs.resolve("common.proto-spec"), TEXT);
        assertThat(SpecSources.inArtifact(folder.resolve("classes").toFile(), "common"))
                .map(SourceFile::text)
                .contains(TEXT);
    }

    @Test
    void nowhere() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no jar");
        assertThat(SpecSources.inArtifact(text.toFile(), "common")).isEmpty();
        assertThat(SpecSources.inArtifact(folder.resolve("absent.jar").toFile(), "common"))
                .isEmpty();
        assertThat(SpecSources.inArtifact(null, "common")).isEmpty();
    }
}
