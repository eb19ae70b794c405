package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.eventstore.EventColumns;
import dev.devledger.application.proof.Difference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The traces that events leave in the history, which has an entry at the position of each event. */
public record EventTraces(JdbcClient jdbc) {
    /** The condition of an entry that does not describe the event at its position. */
    private static final String ANOTHER = """
        e.event_type <> h.event or e.change_set is distinct from h.change_set
        or (h.entity_type in ('project', 'task') and e.stream_id ~ '^(project|task)-'
            and e.stream_id <> h.entity_type || '-' || h.entity_id)\
        """;

    /** The largest number of reported differences. */
    private static final int MOST = 1_000;

    public static Difference.EventDifference event(ResultSet row, String what) throws SQLException {
        return new Difference.EventDifference(
                row.getLong("position"),
                row.getString("stream_id"),
                row.getLong("stream_version"),
                EventColumns.id(row),
                what);
    }

    /** Describes the event at a position. */
    public Difference event(long position, String what) {
        return jdbc.sql("select * from event where position = :position limit 1")
                .param("position", position)
                .query((row, number) -> event(row, what))
                .single();
    }

    /**
     * Returns the entries between two positions whose events are missing; if {@code stream} is a project or task, only
     * its entries.
     */
    public List<Difference> missing(long after, long before, String stream, String what) {
        return jdbc.sql("""
            select h.* from history h
            where h.position > :after and h.position < :before
              and not exists (select from event e where e.position = h.position)
              and (:stream !~ '^(project|task)-' or :stream = h.entity_type || '-' || h.entity_id)
            order by h.position limit :most
            """)
                .param("most", MOST)
                .param("after", after)
                .param("before", before)
                .param("stream", stream)
                .query((row, number) -> missing(row, what))
                .list();
    }

    /** Returns the positions at which events and history differ. */
    public List<Difference> disagreements(long first, long last, String sealed) {
        return jdbc.sql("""
            select coalesce(e.position, h.position) as position, e.position is null as gone,
              h.position is null as unknown, e.stream_id, e.stream_version, e.event_id, e.verbatim, h.event, h.entity_type,
              h.entity_id
            from (select * from event where position between :first and :last) e
            full join (select * from history where position between :first and :last) h
              on h.position = e.position
            where e.position is null or (h.position is null and not exists (
                select from parked_event k where k.projection = 'history' and k.position = e.position))
              or %s
            order by 1 limit :most
            """.formatted(ANOTHER))
                .param("most", MOST)
                .param("first", first)
                .param("last", last)
                .query((row, number) -> disagreement(row, sealed))
                .list();
    }

    /**
     * Returns the ids of the entities of differing events, as named by the events' streams and by the history's entries
     * at their positions.
     */
    public List<String> entities(Stream<Difference> differences) {
        List<Long> positions = new ArrayList<>();
        List<String> streams = new ArrayList<>();
        differences.forEach(each -> {
            switch (each) {
                case Difference.EventDifference event -> {
                    positions.add(event.position());
                    streams.add(event.stream());
                }
                case Difference.MissingEvent event -> positions.add(event.position());
                default -> {}
            }
        });
        return jdbc.sql("""
            select entity_id::text from history where position = any(:positions)
            union
            select (regexp_matches(stream, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g'))[1]
            from unnest(:streams) stream
            """)
                .param("positions", positions.toArray(Long[]::new))
                .param("streams", streams.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private static Difference disagreement(ResultSet row, String sealed) throws SQLException {
        if (row.getBoolean("gone")) {
            return missing(row, sealed);
        }
        return event(
                row,
                row.getBoolean("unknown")
                        ? "the history does not have it: it was inserted, or moved here. " + sealed
                        : "the history has %s at this position: the event was replaced. %s"
                                .formatted(entry(row), sealed));
    }

    private static Difference missing(ResultSet row, String what) throws SQLException {
        return new Difference.MissingEvent(
                row.getLong("position"), "in the history it is %s; %s".formatted(entry(row), what));
    }

    private static String entry(ResultSet row) throws SQLException {
        return "%s of %s %s"
                .formatted(row.getString("event"), row.getString("entity_type"), row.getString("entity_id"));
    }

    /** Returns the first positions without an event; most such positions never had one. */
    public List<Long> gaps(long first, long last) {
        return jdbc.sql("""
            select position from generate_series(:first, :last) as p (position)
            where not exists (select from event e where e.position = p.position)
            limit 10
            """)
                .param("first", first)
                .param("last", last)
                .query(Long.class)
                .list();
    }
}
