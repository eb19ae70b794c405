package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The database below a data folder, as somebody with psql sees it. */
final class LedgerDatabase {
    /** What is built from the events, and what it is built from. */
    static final List<String> ALL = java.util.stream.Stream.concat(
                    Tables.READ_MODEL.stream(), java.util.stream.Stream.of("event", "event_batch"))
            .toList();

    private final String url;

    private LedgerDatabase(String url) {
        this.url = url;
    }

    static LedgerDatabase of(Path folder) {
        try {
            return new LedgerDatabase(
                    Files.readString(folder.resolve("database.url")).strip().replaceFirst("^jdbc:", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What psql prints for one statement, bare. */
    String psql(String sql) {
        try {
            Process psql = new ProcessBuilder("psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql, url)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (psql.waitFor() != 0) {
                throw new AssertionError(sql + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException("Debian's package postgresql-client has psql", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of each table how many rows it has, and a sum over all that is in them, in whatever order. */
    Map<String, String> digests(List<String> tables) {
        Map<String, String> digests = new TreeMap<>();
        for (String table : tables) {
            // When something was noted is of the ledger at hand.
            String content = List.of("parked_event", "event_batch").contains(table)
                    ? "(to_jsonb(t) - 'parked_at' - 'sealed_at')::text"
                    : "t::text";
            digests.put(
                    table,
                    psql("select count(*) || ' rows, ' || coalesce(sum(hashtextextended(" + content
                            + ", 0)::numeric), 0) from " + table + " t"));
        }
        return digests;
    }
}
