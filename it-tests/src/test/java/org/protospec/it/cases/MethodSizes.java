package org.protospec.it.cases;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads from a class file how many bytes of bytecode its methods have (JVM specification, chapter 4). */
final class MethodSizes {
    private final DataInputStream in;
    private final Map<Integer, String> texts = new TreeMap<>();

    private MethodSizes(byte[] classFile) {
        in = new DataInputStream(new ByteArrayInputStream(classFile));
    }

    /** Bytes of bytecode by method name and descriptor. */
    static Map<String, Integer> of(byte[] classFile) throws IOException {
        return new MethodSizes(classFile).methods();
    }

    private Map<String, Integer> methods() throws IOException {
        in.skipNBytes(8);
        constants();
        in.skipNBytes(6);
        in.skipNBytes(2L * in.readUnsignedShort());
        Map<String, Integer> sizes = new TreeMap<>();
        members(sizes);
        sizes.clear();
        members(sizes);
        return sizes;
    }

    private void constants() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                default -> throw new IOException("constant of kind " + tag);
            }
        }
    }

    private void members(Map<String, Integer> sizes) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.skipNBytes(2);
            String name = texts.get(in.readUnsignedShort()) + texts.get(in.readUnsignedShort());
            int attributes = in.readUnsignedShort();
            for (int j = 0; j < attributes; j++) {
                boolean code = "Code".equals(texts.get(in.readUnsignedShort()));
                byte[] content = in.readNBytes(in.readInt());
                if (code) {
                    DataInputStream inner = new DataInputStream(new ByteArrayInputStream(content));
                    inner.skipNBytes(4);
                    sizes.put(name, inner.readInt());
                }
            }
        }
    }
}
