package dev.devledger.bench.measure;

/**
 * Seconds of processor time, user's and system's, that each side took, and the most memory that they had, in bytes; NaN
 * where the machine does not tell.
 */
public record Cost(double server, double database, double load, double serverMemory, double databaseMemory) {
    public static final Cost UNKNOWN = new Cost(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
