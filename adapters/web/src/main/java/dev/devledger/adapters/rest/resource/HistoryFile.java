package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.format.FormulaGuard;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.history.HistoryView;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms in which the history can be taken along, an entry a line. */
enum HistoryFile {
    NDJSON("application/x-ndjson") {
        @Override
        byte[] head() {
            return new byte[0];
        }

        @Override
        byte[] line(HistoryView entry) {
            return bytes(Json.text(entry) + "\n");
        }
    },
    CSV("text/csv;charset=UTF-8") {
        @Override
        byte[] head() {
            return bytes("position,at,entityType,entityId,entityKey,event,summary,changes,reason,actor,channel,client,"
                    + "tool,requestId,changeSet,agent\r\n");
        }

        @Override
        byte[] line(HistoryView entry) {
            return row(
                    entry.position(),
                    entry.at(),
                    entry.entity().type(),
                    entry.entity().id(),
                    entry.entity().key(),
                    entry.event(),
                    entry.summary(),
                    Json.text(entry.changes()),
                    entry.reason(),
                    entry.actor(),
                    entry.channel(),
                    entry.client(),
                    entry.tool(),
                    entry.requestId(),
                    entry.changeSet(),
                    entry.agent());
        }
    };

    private final String contentType;

    HistoryFile(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract byte[] head();

    abstract byte[] line(HistoryView entry);

    static HistoryFile parse(String text) throws Parser.Wrong {
        return switch (text) {
            case "ndjson" -> NDJSON;
            case "csv" -> CSV;
            default -> throw new Parser.Wrong("is " + Parser.quoted(text) + "; allowed are ndjson, csv");
        };
    }

    /** One line of CSV. */
    static byte[] row(@Nullable Object... cells) {
        return bytes(Arrays.stream(cells).map(HistoryFile::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    /**
     * As RFC 4180 has it; nothing is an empty cell. What a spreadsheet would run as a formula gets a ' before it, since
     * the text may be anybody's: of a web page, of a mail.
     */
    private static String cell(@Nullable Object value) {
        String safe = FormulaGuard.guarded(value == null ? "" : value.toString());
        return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
