package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A pending write of a row; the write fails if it changes no row. Writes with the same statement are sent together,
 * with all their rows as one JSON array, the statement's only parameter.
 *
 * @param table the table of the row; with {@code id} it identifies the row, and two writes of one row keep their order
 * @param sql a statement that writes as many rows as the array has, from {@code json_populate_recordset} or {@code
 *     json_to_recordset}
 * @param values the values by their names in the statement: texts, numbers, booleans, arrays of texts or ids, {@link
 *     Json}, and types that are texts in JSON, such as ids and points in time
 * @param derived true if the statement computes rows from other tables: it is sent after all writes to those tables,
 *     and may change no row
 */
public record RowWrite(String table, Object id, String sql, Map<String, @Nullable Object> values, boolean derived) {

    public RowWrite(String table, Object id, String sql, Map<String, @Nullable Object> values) {
        this(table, id, sql, values, false);
    }

    /** A value that is already JSON. */
    public record Json(String text) {}

    void writeTo(JsonGenerator json) {
        json.writeStartObject();
        values.forEach((name, value) -> {
            json.writeName(name);
            write(json, value);
        });
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Short number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case Json(String text) -> json.writeRawValue(text);
            case Object[] texts -> {
                json.writeStartArray();
                for (Object text : texts) {
                    json.writeString(text.toString());
                }
                json.writeEndArray();
            }
            case Instant time -> json.writeString(Times.text(time));
            case OffsetDateTime time -> json.writeString(Times.text(time.toInstant()));
            case LocalDate day -> json.writeString(Times.text(day));
            default -> json.writeString(Objects.toString(value));
        }
    }
}
