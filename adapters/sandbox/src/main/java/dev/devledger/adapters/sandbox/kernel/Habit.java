package dev.devledger.adapters.sandbox.kernel;

/**
 * What nobody knows for certain of a service: it may do one thing or the other, and a client has to bear both. An enum
 * has the habits of one service, each named after the second reading; the first is what its sandbox does where nobody
 * chooses.
 */
public interface Habit {
    /** @param field its name over HTTP, where a word says which reading it is */
    record Readings(String field, String first, String second) {}

    Readings readings();

    default String field() {
        return readings().field();
    }

    default String word(boolean isSecond) {
        return isSecond ? readings().second() : readings().first();
    }
}
