package dev.devledger.adapters.postgres;

import dev.devledger.application.command.LostCommits;
import dev.devledger.application.command.OutcomeUnknown;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes by what the transaction has taken along at the gate. One that has passed none may have done anything. */
final class PostgresLostCommits implements LostCommits {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresLostCommits.class);

    private final TransactionBound<GatePass> pass;
    private final LostCommit lostCommit;

    PostgresLostCommits(DataSource dataSource) {
        this.pass = GatePass.of(dataSource);
        this.lostCommit = new LostCommit(dataSource);
    }

    @Override
    public void resolve(RuntimeException failure) {
        if (Failures.refused(failure)) {
            throw failure;
        }
        @Nullable GatePass taken = pass.find();
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

    /** A write that has made no event does no harm when it is done again. */
    private LostCommit.Outcome outcome(LostCommit.@Nullable Transaction transaction) {
        return transaction == null ? LostCommit.Outcome.NOT_STORED : lostCommit.of(transaction);
    }
}
