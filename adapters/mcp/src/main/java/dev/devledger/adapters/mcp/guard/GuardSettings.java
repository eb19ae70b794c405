package dev.devledger.adapters.mcp.guard;

import java.time.Duration;

/**
 * Under which names this server may be asked, and from which sites a browser may ask it.
 *
 * @param beat how often an open stream is written to, be it only to see whether anybody is there
 */
public record GuardSettings(Allowed hosts, Allowed origins, Duration beat) {
    /** Often enough that nothing on the way takes a stream for dead. */
    private static final Duration BEAT = Duration.ofSeconds(25);

    public GuardSettings(Allowed hosts, Allowed origins) {
        this(hosts, origins, BEAT);
    }
}
