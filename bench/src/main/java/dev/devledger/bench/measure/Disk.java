package dev.devledger.bench.measure;

import java.io.IOException;

/** After much was written, the system is busy writing it out for a while. */
public final class Disk {
    private Disk() {}

    /** Waits until it has; where there is no program {@code sync}, it is done without. */
    public static void settle() {
        try {
            new ProcessBuilder("sync").inheritIO().start().waitFor();
        } catch (IOException noSuchProgram) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Told to end while waiting for the disk", e);
        }
    }
}
