package dev.devledger.adapters.backup;

import dev.devledger.application.backup.LedgerRecord.SandboxRow;
import dev.devledger.application.backup.LedgerRecord.StoredAccount;
import dev.devledger.application.backup.LedgerRecord.StoredBatch;
import dev.devledger.application.backup.LedgerRecord.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of a file's lines (ADR 0017): a header, a line for each record, and an end, which counts the records and
 * has a checksum over all lines before it. Each line is an object with one field, whose name is the kind of the line.
 */
final class BackupFormat {
    static final String NAME = "devledger-backup";
    static final int VERSION = 1;
    static final byte NEWLINE = '\n';

    /** Refuses unknown kinds and fields, which would otherwise be lost. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // the line continues after its content
            .build();

    private static final Map<String, Class<?>> KINDS = Map.of(
            "header", Header.class,
            "event", StoredEvent.class,
            "batch", StoredBatch.class,
            "account", StoredAccount.class,
            "sandbox", SandboxRow.class,
            "end", End.class);

    private BackupFormat() {}

    /**
     * The first line.
     *
     * @param format {@link #NAME}
     * @param version the version of the format; in another version the lines are different
     * @param devledger the version of the Devledger that wrote the file
     */
    record Header(String format, int version, Instant exportedAt, String devledger) {
        Header {
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(devledger, "devledger");
        }
    }

    /**
     * The last line.
     *
     * @param events the number of events
     * @param sha256 the checksum in hex, over all lines before this one and their newlines
     */
    record End(long events, String sha256) {
        End {
            Objects.requireNonNull(sha256, "sha256");
        }
    }

    /** Returns a line without its newline. */
    static byte[] line(String kind, Object content) {
        return ("{\"" + kind + "\":" + JSON.writeValueAsString(content) + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a line. Throws Jackson's exception, or an IllegalArgumentException, if the line is not of this format. */
    static Object read(byte[] line, int length) {
        try (JsonParser parser = JSON.createParser(line, 0, length)) {
            String kind = parser.nextToken() == JsonToken.START_OBJECT ? parser.nextName() : null;
            Class<?> type = KINDS.get(String.valueOf(kind));
            if (type == null) {
                throw new IllegalArgumentException("A line of the kind " + kind);
            }
            parser.nextToken();
            Object content = JSON.readValue(parser, type);
            if (content == null || parser.nextToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IllegalArgumentException("More than one thing in a line");
            }
            return content;
        }
    }
}
