package dev.devledger.adapters.postgres.proof;

import dev.devledger.adapters.postgres.eventstore.ChainLink;
import dev.devledger.adapters.postgres.query.Traces;
import dev.devledger.application.proof.Difference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says of an event that it is not as it was written, or not where it was, what is wrong with it. */
record BrokenLink(JdbcClient jdbc, Traces traces) {
    List<? extends Difference> differences(ChainLink link) {
        if (!link.own()) {
            return List.of(
                    traces.event(link.position(), "its hash does not match its columns. One of them was changed."));
        }
        return jdbc.sql("""
            select e.*, p.position as before,
              exists (select from event t where t.stream_id = e.stream_id
                      and t.stream_version = e.stream_version and t.ctid <> e.ctid) as twin,
              exists (select from event t where t.position = e.position and t.ctid <> e.ctid) as beside
            from event e
            left join event p on p.stream_id = e.stream_id and p.stream_version = e.stream_version - 1
            where e.position = :position
            order by before
            limit 1
            """)
                .param("position", link.position())
                .query((row, number) -> differences(row))
                .single();
    }

    private List<? extends Difference> differences(ResultSet row) throws SQLException {
        boolean alone = row.getObject("before") == null && row.getLong("position") > 0;
        return alone && row.getLong("stream_version") > 0 && !row.getBoolean("beside") && !row.getBoolean("twin")
                ? missingBefore(row, row.getLong("stream_version"))
                : List.of(difference(row));
    }

    private static Difference difference(ResultSet row) throws SQLException {
        long position = row.getLong("position");
        long version = row.getLong("stream_version");
        long before = row.getLong("before");
        if (position < 1) {
            return Traces.event(row, "positions begin at 1. It was moved there.");
        }
        if (row.getBoolean("beside")) {
            return Traces.event(row, "there is another event at that position. One of the two was inserted.");
        }
        if (row.getBoolean("twin")) {
            return Traces.event(row, "its stream has another event with that version. One of the two was inserted.");
        }
        if (version <= 0) {
            return Traces.event(row, "it should be the first event of its stream, but there are events before it.");
        }
        if (before >= position) {
            return Traces.event(
                    row,
                    "the previous event of its stream comes after it, at %d. They were reordered.".formatted(before));
        }
        return Traces.event(
                row,
                "it does not follow the previous event of its stream, at %d. One of the two was replaced."
                        .formatted(before));
    }

    private List<? extends Difference> missingBefore(ResultSet row, long version) throws SQLException {
        String stream = row.getString("stream_id");
        long position = row.getLong("position");
        long last = jdbc.sql("""
            select coalesce(max(position), 0) from event
            where stream_id = :stream and stream_version < :version and position < :position
            """)
                .param("stream", stream)
                .param("version", version)
                .param("position", position)
                .query(Long.class)
                .single();
        List<Difference> missing =
                traces.missing(last, position, stream, "it was before event %d in %s.".formatted(position, stream));
        return missing.isEmpty()
                ? List.of(traces.event(
                        position,
                        "the previous event of its stream is missing. It was at one of the positions %d to %d."
                                .formatted(last + 1, position - 1)))
                : missing;
    }
}
