package dev.devledger.adapters.postgres.sql;

import dev.devledger.application.projection.Savepoints;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

public final class PostgresSavepoints implements Savepoints {

    private final TransactionTemplate nested;

    public PostgresSavepoints(PlatformTransactionManager transactions) {
        nested = new TransactionTemplate(transactions);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    @Override
    public void attempt(Runnable work) {
        nested.executeWithoutResult(status -> work.run());
    }

    @Override
    public boolean isPassing(RuntimeException failure) {
        return SqlFailures.lostRace(failure) || SqlFailures.trouble(failure);
    }
}
