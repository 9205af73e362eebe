package org.protospec.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.smtp.Smtp;

/** Methods of more than 8,000 bytes are never compiled by the virtual machine; generated ones stay well below. */
class ByteCodeSizeTest {
    private static final int LARGEST = 6_000;

    @ParameterizedTest
    @ValueSource(classes = {Smtp.class, PacketStack.class})
    void everyMethodCanBeCompiled(Class<?> inModule) throws IOException, URISyntaxException {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        for (byte[] bytes : classes(inModule)) {
            new ClassFile(bytes).addMethods(sizes);
        }
        Map.Entry<String, Integer> largest =
                sizes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        System.out.println(sizes.size() + " methods, the largest is " + largest);
        assertThat(sizes).hasSizeGreaterThan(100);
        assertThat(sizes.entrySet()).allMatch(method -> method.getValue() <= LARGEST);
    }

    /** The class files beside a class: in a folder or in a jar. */
    private static List<byte[]> classes(Class<?> inModule) throws IOException, URISyntaxException {
        URI place = inModule.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path path = Path.of(place);
        if (Files.isDirectory(path)) {
            return classes(path);
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return classes(jar.getPath("/"));
        }
    }

    private static List<byte[]> classes(Path root) throws IOException {
        List<byte[]> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                classes.add(Files.readAllBytes(file));
            }
        }
        return classes;
    }

    /** As much of a class file (Java Virtual Machine Specification, chapter 4) as tells how long its methods are. */
    private static final class ClassFile {
        private static final int CLASS_MAGIC = 0xcafebabe;

        private final DataInputStream in;
        private String[] texts = {};
        private int[] classNames = {};

        ClassFile(byte[] bytes) {
            in = new DataInputStream(new ByteArrayInputStream(bytes));
        }

        void addMethods(SortedMap<String, Integer> sizes) throws IOException {
            assertThat(in.readInt()).isEqualTo(CLASS_MAGIC);
            in.skipNBytes(4);
            readConstants();
            in.skipNBytes(2);
            String name = texts[classNames[in.readUnsignedShort()]];
            in.skipNBytes(2);
            in.skipNBytes(2L * in.readUnsignedShort());
            addMembers(name, sizes);
            addMembers(name, sizes);
        }

        private void readConstants() throws IOException {
            int count = in.readUnsignedShort();
            texts = new String[count];
            classNames = new int[count];
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts[i] = in.readUTF();
                    case 7 -> classNames[i] = in.readUnsignedShort();
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        // Long and double take two places.
                        i++;
                    }
                    case 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    default -> in.skipNBytes(4);
                }
            }
        }

        /** Fields, which have no code, or methods. */
        private void addMembers(String className, SortedMap<String, Integer> sizes) throws IOException {
            for (int members = in.readUnsignedShort(); members > 0; members--) {
                in.skipNBytes(2);
                String method = className + '.' + texts[in.readUnsignedShort()] + texts[in.readUnsignedShort()];
                for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                    String attribute = texts[in.readUnsignedShort()];
                    int length = in.readInt();
                    if (attribute.equals("Code")) {
                        in.skipNBytes(4);
                        sizes.put(method, in.readInt());
                        in.skipNBytes(length - 8L);
                    } else {
                        in.skipNBytes(length);
                    }
                }
            }
        }
    }
}
