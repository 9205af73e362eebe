package org.protospec.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledExternsTest {
    /** As one is generated from a spec. */
    public interface WordsExterns extends Externs {}

    /** Can be made. */
    public static final class First implements WordsExterns {}

    /** Can be made, too. */
    public static final class Second implements WordsExterns {}

    /** Cannot be made. */
    public static final class Broken implements WordsExterns {
        public Broken() {
            throw new IllegalStateException("no database");
        }
    }

    @TempDir
    private Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final InstalledExterns<WordsExterns> installed = new InstalledExterns<>("words", WordsExterns.class);

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private void install(String... names) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(WordsExterns.class.getName()), String.join("\n", names));
        Thread.currentThread()
                .setContextClassLoader(
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}, before));
    }

    @Test
    void eachTimeANewOneIsMade() throws IOException {
        install(First.class.getName());
        InstalledExterns.require(installed);
        WordsExterns one = installed.get();
        assertThat(one).isInstanceOf(First.class);
        assertThat(installed.get()).isInstanceOf(First.class).isNotSameAs(one);
    }

    @Test
    void withoutOneTheInterfaceIsNamed() {
        assertThatThrownBy(() -> InstalledExterns.require(installed))
                .isInstanceOf(MissingExternsException.class)
                .hasMessage("the protocol words needs an implementation of " + WordsExterns.class.getName()
                        + ", and none is installed: name one in META-INF/services/" + WordsExterns.class.getName()
                        + ", or give it to the constructor of the protocol's class");
        assertThatThrownBy(installed::get).isInstanceOf(MissingExternsException.class);
    }

    @Test
    void ofTwoNoneIsTaken() throws IOException {
        install(First.class.getName(), Second.class.getName());
        assertThatThrownBy(() -> InstalledExterns.require(installed))
                .isInstanceOf(MissingExternsException.class)
                .hasMessageContaining(
                        "several are installed: " + First.class.getName() + ", " + Second.class.getName());
    }

    @Test
    void oneThatCannotBeMadeIsToldWithItsReason() throws IOException {
        install(Broken.class.getName());
        InstalledExterns.require(installed);
        assertThatThrownBy(installed::get)
                .isInstanceOf(MissingExternsException.class)
                .hasMessageContaining("Broken")
                .hasMessageContaining("no database");
    }

    @Test
    void oneOfAnotherKindIsTold() throws IOException {
        install(InstalledExternsTest.class.getName());
        assertThatThrownBy(() -> InstalledExterns.require(installed))
                .isInstanceOf(MissingExternsException.class)
                .hasMessageContaining("not a subtype");
    }

    @Test
    void anotherSupplierIsNotAskedBeforeItIsNeeded() {
        Supplier<WordsExterns> supplier = () -> {
            throw new AssertionError("asked");
        };
        InstalledExterns.require(supplier);
        assertThatThrownBy(supplier::get).hasMessage("asked");
    }
}
