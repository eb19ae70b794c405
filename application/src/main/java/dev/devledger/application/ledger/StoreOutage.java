package dev.devledger.application.ledger;

/** Tells an outage of the store from a refusal. */
@FunctionalInterface
public interface StoreOutage {
    /**
     * True if an outage caused the failure. Checks all causes, as frameworks wrap the store's exceptions in their own.
     */
    boolean isCauseOf(Throwable failure);

    /** True if the store is available, but other work kept it from answering in time. */
    default boolean isBusy(Throwable failure) {
        return false;
    }

    /** Finds out whether a commit that failed was stored. */
    @FunctionalInterface
    interface LostCommits {

        /**
         * Returns normally if everything of the current transaction is certainly stored.
         *
         * @throws RuntimeException for the caller: the failure, if the store has plainly refused; a lost race
         *     ({@link WriteGate#lostRace}), if nothing is stored for certain; otherwise {@link OutcomeUnknown}
         */
        void resolve(RuntimeException failure);
    }

    /**
     * The connection broke between a commit and its answer, and the store could not say if the transaction was stored.
     * Before a repeat, the caller has to check.
     */
    final class OutcomeUnknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public OutcomeUnknown(String why, Throwable cause) {
            super(why, cause);
        }

        public OutcomeUnknown(String why) {
            super(why);
        }
    }
}
