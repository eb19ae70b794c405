package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.EventTypes.EventType;
import dev.devledger.application.backup.StoredEvent;
import dev.devledger.application.command.EventMetadata;
import dev.devledger.application.imports.ImportStore;
import dev.devledger.application.imports.Ranges;
import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.domain.project.ProjectId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Events go in by COPY, with hashes that are made here. */
final class PostgresImportStore implements ImportStore {

    /** As the event storage writes it. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    /** Where a range of numbers begins; {@code place} counts all that were taken, from 1. */
    private record Begin(long number, long place) {}

    private record Stored(List<StoredEvent> events) implements Rows {}

    private final DataSource dataSource;
    private final TransactionBound<GatePass> pass;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Serializer serializer;

    PostgresImportStore(DataSource dataSource, PlatformTransactionManager transactions, Serializer serializer) {
        this.dataSource = dataSource;
        this.pass = GatePass.of(dataSource);
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.serializer = serializer;
    }

    @Override
    @SuppressWarnings("NullAway") // it answers what the work answers
    public <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(status -> {
            Unhurried.transaction();
            return work.get();
        });
    }

    @Override
    public Map<String, List<Named>> named(Collection<String> names) {
        Map<String, List<Named>> found = new HashMap<>();
        if (names.isEmpty()) {
            return found;
        }
        // By the lower case, which has an index.
        jdbc.sql("""
                        select p.name, p.id, p.key from dev_projects p
                        where lower(p.name) = any(array(select lower(name) from unnest(cast(:names as text[])) name))
                          and p.name = any(:names) and p.deleted_at is null
                        order by p.key_number
                        """).param("names", names.toArray(String[]::new)).query((ResultSet row) -> {
            found.computeIfAbsent(row.getString("name"), any -> new ArrayList<>(1))
                    .add(new Named(new ProjectId(row.getObject("id", UUID.class)), row.getString("key")));
        });
        return found;
    }

    @Override
    public String nameOf(Object event) {
        return EventTypes.nameOf(event);
    }

    /** Others take numbers at the same time, so it may be several ranges: each begins where the one before has a gap. */
    @Override
    public Ranges next(Sequence sequence, int count) {
        String name =
                switch (sequence) {
                    case PROJECT_KEYS -> "'project_key'";
                    case TASK_KEYS -> "'task_key'";
                };
        List<Begin> begins = jdbc.sql("""
                        select n, place from (
                          select n, row_number() over () as place, lag(n) over () as before
                          from (select nextval(%s::regclass) as n from generate_series(1, :count)) taken) taken
                        where before is distinct from n - 1
                        order by place
                        """.formatted(name))
                .param("count", count)
                .query((row, number) -> new Begin(row.getLong("n"), row.getLong("place")))
                .list();
        return new Ranges(ranges(begins, count));
    }

    @Override
    public Places positions(int count) {
        TakenPositions taken = TakenPositions.take(jdbc, count);
        return new Places(taken.first(), taken.at());
    }

    private static List<Ranges.Range> ranges(List<Begin> begins, int count) {
        List<Ranges.Range> ranges = new ArrayList<>(begins.size());
        for (int i = 0; i < begins.size(); i++) {
            Begin begin = begins.get(i);
            long next = i + 1 < begins.size() ? begins.get(i + 1).place() : count + 1L;
            ranges.add(new Ranges.Range(begin.number(), begin.number() + (next - begin.place()) - 1));
        }
        return ranges;
    }

    @Override
    public Rows rows(List<LedgerEvent> events) {
        List<StoredEvent> rows = new ArrayList<>(events.size());
        EventHash hashes = new EventHash();
        String metadata = events.isEmpty() ? "" : metadata(events.getFirst());
        @Nullable String previous = null;
        for (LedgerEvent event : events) {
            StoredEvent row = row(event, metadata, event.version() == 1 ? null : previous, hashes);
            previous = row.hash();
            rows.add(row);
        }
        return new Stored(rows);
    }

    /** The whole import is one cause. */
    private String metadata(LedgerEvent event) {
        Map<String, Object> metadata = new LinkedHashMap<>(EventMetadata.of(event.by(), event.changeSet()));
        metadata.put(EventMetadata.CAUSATION_ID, event.changeSet().toString());
        return serializer.serialize(MetaData.from(metadata), String.class).getData();
    }

    private StoredEvent row(LedgerEvent event, String metadata, @Nullable String previous, EventHash hashes) {
        EventType type = EventTypes.of(event.payload().getClass()).orElseThrow();
        String at = TIME.format(event.at());
        String streamType = streamType(event.stream());
        String payload = serializer.serialize(event.payload(), String.class).getData();
        String hash = hashes.of(
                previous,
                event.stream(),
                event.version() - 1,
                streamType,
                event.eventId(),
                type.name(),
                type.revision(),
                at,
                payload,
                metadata);
        return new StoredEvent(
                event.position(),
                event.stream(),
                event.version() - 1,
                streamType,
                event.eventId(),
                type.name(),
                type.revision(),
                at,
                payload,
                metadata,
                previous,
                hash);
    }

    /** The name of the aggregate's class, as Axon gives it to the events of a command. */
    private static String streamType(String stream) {
        return stream.startsWith("project-") ? "ProjectAggregate" : "TaskAggregate";
    }

    @Override
    public void append(Rows rows) {
        List<StoredEvent> events = ((Stored) rows).events();
        @Nullable GatePass taken = pass.find();
        if (taken != null && !events.isEmpty()) {
            StoredEvent first = events.getFirst();
            taken.stored(first.position(), first.id());
        }
        new JdbcTemplate(dataSource).execute((Connection connection) -> copied(connection, events));
    }

    private static boolean copied(Connection connection, List<StoredEvent> events) throws SQLException {
        try (DraftLoader loader = new DraftLoader(connection)) {
            for (StoredEvent event : events) {
                loader.add(event);
            }
            loader.finish();
        }
        return true;
    }
}
