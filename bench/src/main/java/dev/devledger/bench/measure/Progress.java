package dev.devledger.bench.measure;

/** Says on standard error how far it is; the table alone goes to standard output. */
public final class Progress {
    private static final long BEGUN = System.nanoTime();

    private Progress() {}

    public static void tell(String what) {
        System.err.printf("%5d s  %s%n", (System.nanoTime() - BEGUN) / 1_000_000_000, what);
    }
}
