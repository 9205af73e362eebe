package org.protospec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {

    @Test
    void aParameterIsNeverTakenForWhatALineHasItself() {
        assertThat(written(JsonFields.Line.EVENT))
                .isEqualTo("{\"packet_\":1,\"bytes\":2,\"inner\":{\"packet\":3},\"flow_\":null}");
        assertThat(written(JsonFields.Line.STREAM))
                .isEqualTo("{\"packet_\":1,\"bytes_\":2,\"inner\":{\"packet\":3},\"flow_\":null}");
    }

    private static String written(JsonFields.Line line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonWriter json = new JsonWriter(out);
        JsonFields fields = new JsonFields(json);
        json.beginLine();
        fields.begin(JsonWriter.Encoding.UTF_8, line);
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
