package dev.devledger.adapters.postgres.proof;

import dev.devledger.adapters.postgres.eventstore.ChainLink;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.Findings;
import dev.devledger.domain.shared.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds the batches against each other and against the events, which are given to it in the order of their positions.
 */
final class BatchPass implements AutoCloseable {

    private static final int FETCH = 1_000;

    private final MessageDigest digest = Sha256.digest();
    private final BrokenBatch broken;
    private final Findings differences;
    private final PreparedStatement statement;
    private final ResultSet rows;

    private BatchRow before = BatchRow.NONE;
    /** Null behind the newest. */
    private @Nullable BatchRow batch;

    private long first;
    private long last;
    private long count;
    private long batches;
    private long unsealed;

    /** Where the batch is not where it should be, what is before it is not its own. */
    private boolean misplaced;

    BatchPass(Connection connection, String schema, BrokenBatch broken, Findings differences) throws SQLException {
        this.broken = broken;
        this.differences = differences;
        statement = connection.prepareStatement("select * from %s.event_batch order by number".formatted(schema));
        statement.setFetchSize(FETCH);
        rows = statement.executeQuery();
        open();
    }

    void take(ChainLink event) throws SQLException {
        while (batch != null && event.position() > batch.last()) {
            seal(batch);
        }
        if (batch == null) {
            unsealed++;
        } else if (event.position() < batch.first()) {
            stray(event, batch);
        } else {
            add(event);
        }
    }

    private void stray(ChainLink event, BatchRow behind) {
        if (misplaced) {
            return;
        }
        if (differences.isFull()) {
            differences.addUntold(1);
        } else {
            differences.add(broken.stray(event, behind));
        }
    }

    private void add(ChainLink event) {
        if (count == 0) {
            first = event.position();
        }
        last = event.position();
        count++;
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(event.position()).flip());
        digest.update(event.hash());
    }

    /** Behind the last event. */
    void end() throws SQLException {
        while (batch != null) {
            seal(batch);
        }
    }

    private void seal(BatchRow sealed) throws SQLException {
        byte[] hash = digest.digest();
        if (!misplaced && !Arrays.equals(hash, sealed.hash())) {
            tell(sealed, hash);
        } else if (!misplaced && (count != sealed.count() || first != sealed.first() || last != sealed.last())) {
            differences.add(sealed.difference(
                    "its hash is that of its events, but not its first or last position or its count. They were"
                            + " changed in event_batch."));
        }
        batches++;
        before = sealed;
        open();
    }

    private void tell(BatchRow sealed, byte[] hash) {
        if (differences.isFull()) {
            differences.addUntold(1);
        } else {
            broken.differences(sealed, before, count, hash).forEach(differences::add);
        }
    }

    private void open() throws SQLException {
        batch = rows.next() ? BatchRow.of(rows) : null;
        if (batch != null) {
            count = 0;
            Difference found = batch.misplaced(before);
            misplaced = found != null;
            if (found != null) {
                differences.add(found);
            }
            digest.update(batch.previous());
        }
    }

    long batches() {
        return batches;
    }

    /** How many events there are behind the newest batch. */
    long unsealed() {
        return unsealed;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
