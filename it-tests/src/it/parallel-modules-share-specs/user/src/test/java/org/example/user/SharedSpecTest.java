package org.example.user;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.example.user.hello.Greeting;
import org.junit.jupiter.api.Test;

class SharedSpecTest {
    @Test
    void aClassOfOurOwnIsGeneratedFromTheLibrarysSpec() throws Exception {
        assertTrue(home(Greeting.class).endsWith("user/target/classes"));
        Path library = home(org.example.hello.Greeting.class);
        assertFalse(library.endsWith("user/target/classes"));
        System.out.println("the library is a " + (Files.isDirectory(library) ? "folder" : "jar"));
    }

    private static Path home(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
