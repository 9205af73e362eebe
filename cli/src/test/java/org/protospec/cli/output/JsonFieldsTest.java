package org.protospec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {

    @Test
    void aParameterIsNeverTakenForWhatALineHasItself() throws IOException {
        assertThat(written(JsonFields.EVENT_KEYS))
                .isEqualTo("{\"packet_\":1,\"bytes\":2,\"inner\":{\"packet\":3},\"flow_\":null}");
        assertThat(written(JsonFields.STREAM_KEYS))
                .isEqualTo("{\"packet_\":1,\"bytes_\":2,\"inner\":{\"packet\":3},\"flow_\":null}");
    }

    private static String written(Set<String> keys) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            JsonFields fields = new JsonFields(json);
            json.writeStartObject();
            fields.begin(JsonText.Encoding.UTF_8, keys);
            fields.number("packet", 1);
            fields.number("bytes", 2);
            fields.beginMessage("inner");
            fields.number("packet", 3);
            fields.endMessage();
            fields.absent("flow");
            json.writeEndObject();
        }
        return out.toString();
    }
}
