package org.protospec.it.smtp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value in JSON, as a test reads it.
 *
 * @param value null, a String, Long, Boolean, a list of Json, or a map to Json in the order of the text
 */
record Json(@Nullable Object value) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** One value a line; empty lines are left out. */
    static List<Json> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).map(Json::of).toList();
    }

    static Json of(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static Json read(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT:
                Map<String, Json> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, read(parser));
                }
                return new Json(fields);
            case START_ARRAY:
                List<Json> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(parser));
                }
                return new Json(elements);
            case VALUE_STRING:
                return new Json(parser.getText());
            case VALUE_NUMBER_INT:
                return new Json(parser.getLongValue());
            case VALUE_NUMBER_FLOAT:
                return new Json(parser.getText());
            case VALUE_NULL:
                return new Json(null);
            default:
                return new Json(parser.getBooleanValue());
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Json> fields() {
        return (Map<String, Json>) Objects.requireNonNull(value);
    }

    boolean has(String name) {
        return fields().containsKey(name);
    }

    /** A field; null in JSON where it is absent. */
    Json at(String name) {
        return fields().getOrDefault(name, new Json(null));
    }

    List<Json> elements(String name) {
        return at(name).values();
    }

    /** The elements of a list. */
    @SuppressWarnings("unchecked")
    List<Json> values() {
        return (List<Json>) Objects.requireNonNull(value);
    }

    String text(String name) {
        return (String) Objects.requireNonNull(at(name).value, name);
    }

    @Nullable
    String textOrNull(String name) {
        return (String) at(name).value;
    }

    long number(String name) {
        return (Long) Objects.requireNonNull(at(name).value, name);
    }

    @Nullable
    Long numberOrNull(String name) {
        return at(name).value instanceof Long number ? number : null;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(at(name).value);
    }
}
