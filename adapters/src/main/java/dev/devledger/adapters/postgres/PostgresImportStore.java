package dev.devledger.adapters.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.devledger.adapters.postgres.EventTypes.EventType;
import dev.devledger.application.command.EventMetadata;
import dev.devledger.application.imports.ImportStore;
import dev.devledger.application.imports.Ranges;
import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.domain.project.ProjectId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Events go in by COPY, with hashes that are made here. */
final class PostgresImportStore implements ImportStore {

    private static final String COPY = """
            copy event (position, stream_id, stream_version, stream_type, event_id, event_type, event_revision, occurred_at,
              payload, metadata, previous_hash, hash) from stdin""";

    /** As the event storage writes it. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private static final class Copied implements Rows {
        private final byte[] text;

        Copied(byte[] text) {
            this.text = text;
        }
    }

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Serializer serializer;

    PostgresImportStore(DataSource dataSource, PlatformTransactionManager transactions, Serializer serializer) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.serializer = serializer;
    }

    @Override
    @SuppressWarnings("NullAway") // it answers what the work answers
    public <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(status -> work.get());
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
                        """)
                .param("names", names.toArray(String[]::new))
                .query((ResultSet row) -> {
                    found.computeIfAbsent(row.getString("name"), any -> new ArrayList<>(1))
                            .add(new Named(new ProjectId(row.getObject("id", UUID.class)), row.getString("key")));
                });
        return found;
    }

    @Override
    public String nameOf(Object event) {
        return EventTypes.nameOf(event);
    }

    /** Others take numbers at the same time, so it may be several ranges. */
    @Override
    public Ranges next(Sequence sequence, int count) {
        String name =
                switch (sequence) {
                    case POSITIONS -> "pg_get_serial_sequence('event', 'position')";
                    case PROJECT_KEYS -> "'project_key'";
                    case TASK_KEYS -> "'task_key'";
                };
        return new Ranges(jdbc.sql("""
                        select min(n) as first, max(n) as last from (
                          select n, n - row_number() over (order by n) as range from (
                            select nextval(%s::regclass) as n from generate_series(1, :count)) taken) ranges
                        group by range order by first
                        """.formatted(name))
                .param("count", count)
                .query((row, number) -> new Ranges.Range(row.getLong("first"), row.getLong("last")))
                .list());
    }

    @Override
    public Rows rows(List<LedgerEvent> events) {
        StringBuilder text = new StringBuilder(events.size() * 1_200);
        EventHash hashes = new EventHash();
        String metadata = events.isEmpty() ? "" : metadata(events.getFirst());
        byte @Nullable [] previous = null;
        for (LedgerEvent event : events) {
            previous = row(event, metadata, event.version() == 1 ? null : previous, hashes, text);
        }
        return new Copied(text.toString().getBytes(UTF_8));
    }

    /** The whole import is one cause. */
    private String metadata(LedgerEvent event) {
        Map<String, Object> metadata = new LinkedHashMap<>(EventMetadata.of(event.by(), event.changeSet()));
        metadata.put(EventMetadata.CAUSATION_ID, event.changeSet().toString());
        return serializer.serialize(MetaData.from(metadata), String.class).getData();
    }

    private byte[] row(
            LedgerEvent event, String metadata, byte @Nullable [] previous, EventHash hashes, StringBuilder text) {
        EventType type = EventTypes.of(event.payload().getClass()).orElseThrow();
        String at = TIME.format(event.at());
        String streamType = streamType(event.stream());
        SerializedObject<String> payload = serializer.serialize(event.payload(), String.class);
        byte[] hash = hashes.of(
                previous,
                event.stream(),
                event.version() - 1,
                streamType,
                event.eventId(),
                type.name(),
                type.revision(),
                at,
                payload.getData(),
                metadata);
        text.append(event.position()).append('\t');
        text.append(event.stream()).append('\t');
        text.append(event.version() - 1).append('\t');
        text.append(streamType).append('\t');
        text.append(event.eventId()).append('\t');
        text.append(type.name()).append('\t');
        text.append(type.revision()).append('\t');
        text.append(at).append('\t');
        escape(payload.getData(), text).append('\t');
        escape(metadata, text).append('\t');
        bytes(previous, text).append('\t');
        bytes(hash, text).append('\n');
        return hash;
    }

    /** The name of the aggregate's class, as Axon gives it to the events of a command. */
    private static String streamType(String stream) {
        return stream.startsWith("project-") ? "ProjectAggregate" : "TaskAggregate";
    }

    private static StringBuilder bytes(byte @Nullable [] bytes, StringBuilder text) {
        return bytes == null
                ? text.append("\\N")
                : text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
    }

    private static StringBuilder escape(String value, StringBuilder text) {
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            switch (letter) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(letter);
            }
        }
        return text;
    }

    @Override
    public void append(Rows rows) {
        byte[] text = ((Copied) rows).text;
        new JdbcTemplate(dataSource).execute((Connection connection) -> copy(connection, text));
    }

    private static long copy(Connection connection, byte[] text) throws SQLException {
        try {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new ByteArrayInputStream(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
