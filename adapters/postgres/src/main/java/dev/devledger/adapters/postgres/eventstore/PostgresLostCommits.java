package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.adapters.postgres.sql.SqlFailures;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.LostCommit;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.ledger.Ledger.StoreOutage.LostCommits;
import dev.devledger.application.ledger.Ledger.StoreOutage.OutcomeUnknown;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Finds the outcome of a lost commit by the identity that the transaction got at the gate. A transaction that passed no
 * gate has an unknown outcome.
 */
public final class PostgresLostCommits implements LostCommits {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresLostCommits.class);

    private final TransactionBound<WriteTicket> pass;
    private final LostCommit lostCommit;

    public PostgresLostCommits(DataSource dataSource) {
        this.pass = WriteTicket.of(dataSource);
        this.lostCommit = new LostCommit(dataSource);
    }

    @Override
    public void resolve(RuntimeException failure) {
        if (SqlFailures.refused(failure)) {
            throw failure;
        }
        @Nullable WriteTicket taken = pass.find();
        switch (taken == null ? LostCommit.Outcome.UNKNOWN : outcome(taken.transaction())) {
            case STORED ->
                LOG.info("The answer to a commit was lost, but the write is stored: {}", failure.getMessage());
            case NOT_STORED -> throw new NotCommitted(failure);
            case UNKNOWN ->
                throw new OutcomeUnknown(
                        "The answer to a commit was lost, and the database does not tell whether it was stored",
                        failure);
        }
    }

    /** Returns the outcome; a transaction without events counts as not stored, as it can be repeated without harm. */
    private LostCommit.Outcome outcome(LostCommit.@Nullable Transaction transaction) {
        return transaction == null ? LostCommit.Outcome.NOT_STORED : lostCommit.of(transaction);
    }

    /**
     * Thrown if a commit whose answer was lost has certainly stored nothing: as after a lost race, the write may be
     * repeated.
     */
    public static final class NotCommitted extends ConcurrencyFailureException {

        private static final long serialVersionUID = 1L;

        NotCommitted(Throwable lost) {
            super("The connection broke at the commit, and nothing was stored", lost);
        }
    }
}
