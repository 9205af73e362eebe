package org.protospec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {

    @Test
    void aParameterIsNeverTakenForWhatALineHasItself() {
        assertThat(written(JsonFields.EVENT_KEYS))
                .isEqualTo("{\"packet_\":1,\"bytes\":2,\"inner\":{\"packet\":3},\"flow_\":null}");
        assertThat(written(JsonFields.STREAM_KEYS))
                .isEqualTo("{\"packet_\":1,\"bytes_\":2,\"inner\":{\"packet\":3},\"flow_\":null}");
    }

    private static String written(Set<String> keys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonWriter json = new JsonWriter(out);
        JsonFields fields = new JsonFields(json);
        json.beginLine();
        fields.begin(JsonWriter.Encoding.UTF_8, keys);
        fields.number("packet", 1);
        fields.number("bytes", 2);
        fields.beginMessage("inner");
        fields.number("packet", 3);
        fields.endMessage();
        fields.absent("flow");
        json.endLine();
        json.flush();
        return out.toString(StandardCharsets.UTF_8).strip();
    }
}
