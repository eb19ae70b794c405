package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.NewestRows;
import dev.devledger.adapters.postgres.write.PostgresFence;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.adapters.postgres.write.WriteTicket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores events in one statement, which goes to the database together with the rows of the read model. */
final class LedgerEventStorage extends JdbcEventStorageEngine {

    /** Whoever has more is taken from its row. */
    static final int MANY = 100;

    private final TransactionManager transactions;
    private final DataSource dataSource;
    private final RowWrites rows;
    private final TransactionBound<WriteTicket> pass;
    private final PostgresFence unfenced;
    private final NewestRows newest;

    LedgerEventStorage(Builder builder, TransactionManager transactions, DataSource dataSource) {
        super(builder);
        this.transactions = transactions;
        this.dataSource = dataSource;
        this.rows = new RowWrites(dataSource);
        this.pass = WriteTicket.of(dataSource);
        this.unfenced = PostgresFence.open(JdbcClient.create(dataSource));
        this.newest = new NewestRows(dataSource);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        transactions.executeInTransaction(() -> append(events, serializer));
    }

    private void append(List<? extends EventMessage<?>> events, Serializer serializer) {
        WriteTicket positions = pass.get(() -> WriteTicket.alone(dataSource, unfenced));
        positions.reserve(
                events.size(),
                events.stream().allMatch(event -> ((DomainEventMessage<?>) event).getSequenceNumber() == 0));
        rows.keep(events.stream()
                .map(event -> AppendedEvent.row((DomainEventMessage<?>) event, positions, serializer))
                .toList());
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        WriteTicket.enterIfTaken(pass);
        DomainEventStream events = new KnownEvents(
                super.readEvents(aggregateIdentifier, firstSequenceNumber),
                unknown -> locate(aggregateIdentifier, unknown));
        return firstSequenceNumber == 0 ? shortened(aggregateIdentifier, events) : events;
    }

    /** Few events cost no more to read than the row, and are what counts. */
    private DomainEventStream shortened(String stream, DomainEventStream events) {
        List<DomainEventMessage<?>> first = new ArrayList<>();
        while (first.size() < MANY && events.hasNext()) {
            first.add(events.next());
        }
        DomainEventStream read = DomainEventStream.of(first);
        if (!events.hasNext()) {
            return read;
        }
        return newest.find(stream)
                .<DomainEventStream>map(DomainEventStream::of)
                .orElseGet(() -> DomainEventStream.concat(read, events));
    }

    private UnknownEvent locate(String stream, UnknownEvent unknown) {
        return JdbcClient.create(dataSource)
                .sql(
                        "select min(position) from event where stream_id = :stream and event_type = :name having count(*) > 0")
                .param("stream", stream)
                .param("name", unknown.name())
                .query(Long.class)
                .optional()
                .map(unknown::at)
                .orElse(unknown);
    }

    @Override
    protected PreparedStatement readEventData(Connection connection, String stream, long first, int batch)
            throws SQLException {
        PreparedStatement events = connection.prepareStatement(
                "select * from event where stream_id = ? and stream_version >= ? and stream_version < ?"
                        + " order by stream_version");
        events.setString(1, stream);
        events.setLong(2, first);
        events.setLong(3, first + batch);
        return events;
    }

    /** Axon takes a {@code bigint}. */
    @Override
    protected PreparedStatement lastSequenceNumberFor(Connection connection, String stream) throws SQLException {
        PreparedStatement newest = connection.prepareStatement(
                "select cast(max(stream_version) as bigint) as stream_version from event where stream_id = ?");
        newest.setString(1, stream);
        return newest;
    }

    @Override
    protected DomainEventData<?> getDomainEventData(ResultSet row) throws SQLException {
        return EventRow.of(row);
    }

    /** Nobody makes any, and looking for one would cost each load a round trip. */
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return Stream.empty();
    }
}
