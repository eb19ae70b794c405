package dev.devledger.adapters.postgres.proof;

import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.Findings;
import dev.devledger.application.proof.KeptHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds heads that were kept elsewhere against the stored ones, many at once. */
record KeptHeadCheck(Connection connection, String schema) {
    private static final int AT_ONCE = 1_000;
    private static final String BEFORE_THE_FIRST = "0".repeat(64);

    /** Those that do not fit. */
    void run(Iterable<KeptHead> kept, Findings differences) throws SQLException {
        List<KeptHead> some = new ArrayList<>(AT_ONCE);
        for (KeptHead head : kept) {
            some.add(head);
            if (some.size() == AT_ONCE) {
                compare(some, differences);
                some.clear();
            }
        }
        compare(some, differences);
    }

    private void compare(List<KeptHead> kept, Findings differences) throws SQLException {
        if (kept.isEmpty()) {
            return;
        }
        Map<Long, String> stored = stored(kept);
        for (KeptHead head : kept) {
            String hash = stored.get(head.batch());
            if (!head.hash().equals(hash)) {
                differences.add(new Difference.OfHead(head, what(hash)));
            }
        }
    }

    private Map<Long, String> stored(List<KeptHead> kept) throws SQLException {
        Map<Long, String> stored = new HashMap<>(Map.of(0L, BEFORE_THE_FIRST));
        try (PreparedStatement statement = connection.prepareStatement(
                "select number, hash from %s.event_batch where number = any(?)".formatted(schema))) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", kept.stream().map(KeptHead::batch).toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    stored.put(rows.getLong("number"), HexFormat.of().formatHex(rows.getBytes("hash")));
                }
            }
        }
        return stored;
    }

    private String what(@Nullable String hash) throws SQLException {
        if (hash != null) {
            return "the ledger has the hash %s for it. The events and hashes were rewritten, or this is another ledger."
                    .formatted(hash);
        }
        try (PreparedStatement statement = connection.prepareStatement(
                        "select coalesce(max(number), 0) from %s.event_batch".formatted(schema));
                ResultSet row = statement.executeQuery()) {
            row.next();
            return "the last batch of the ledger is %d. Events were removed, or this is another ledger."
                    .formatted(row.getLong(1));
        }
    }
}
