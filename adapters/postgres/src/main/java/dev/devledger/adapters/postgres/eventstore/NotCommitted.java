package dev.devledger.adapters.postgres.eventstore;

import org.springframework.dao.ConcurrencyFailureException;

/** A commit whose answer was lost has stored nothing, for certain: as after a lost race the same write may go through now. */
public final class NotCommitted extends ConcurrencyFailureException {

    private static final long serialVersionUID = 1L;

    NotCommitted(Throwable lost) {
        super("The connection broke at the commit, and nothing was stored", lost);
    }
}
