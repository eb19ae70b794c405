package dev.devledger.application.ledger;

/** Tells a store that is away from one that refuses. */
@FunctionalInterface
public interface StoreOutage {
    /** Others wrap what the store says in exceptions of their own, so all causes are looked at. */
    boolean isCauseOf(Throwable failure);

    /** Whether the store is there, but others kept what was asked for from being done in time. */
    default boolean isBusy(Throwable failure) {
        return false;
    }

    /** Finds out what became of a commit that failed. */
    @FunctionalInterface
    interface LostCommits {

        /**
         * Returns where all of the transaction at hand is stored, for certain.
         *
         * @throws RuntimeException what the caller is to hear: the failure, where the store has plainly said no; a lost race
         *     ({@link WriteGate#lostRace}), where nothing is stored for certain; otherwise {@link OutcomeUnknown}
         */
        void resolve(RuntimeException failure);
    }

    /**
     * The connection broke between a commit and its answer, and the store could not be asked what became of it. So it may have
     * been stored, and must not be done again by anybody who has not looked.
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
