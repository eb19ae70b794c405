package dev.devledger.application.ledger;

/** Finds out what became of a commit that failed. */
@FunctionalInterface
public interface LostCommits {

    /**
     * Returns where all of the transaction at hand is stored, for certain.
     *
     * @throws RuntimeException what the caller is to hear: the failure, where the store has plainly said no; a lost race
     *     ({@link WriteGate#lostRace}), where nothing is stored for certain; otherwise {@link OutcomeUnknown}
     */
    void resolve(RuntimeException failure);
}
