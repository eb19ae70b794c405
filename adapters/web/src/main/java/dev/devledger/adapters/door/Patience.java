package dev.devledger.adapters.door;

import java.time.Duration;

/**
 * For how long a client may keep Devledger waiting: in each window it has to bring, or to take, so many bytes, or to come
 * to the end.
 */
public record Patience(Duration window, long bytes) {
    /** 16 KiB a second, so that a body of a mebibyte is there within about a minute. */
    public static final Patience STANDARD = new Patience(Duration.ofSeconds(20), 20 * 16 * 1024);

    /** How often one has to look, so that a client is cut off soon after its window. */
    Duration pause() {
        return window.dividedBy(10);
    }
}
