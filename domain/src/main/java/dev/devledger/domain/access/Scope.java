package dev.devledger.domain.access;

/**
 * A part of what can be done here, which a token may do or not (docs/contract.md, section 8). None has another one in it.
 *
 * @param word as callers write it
 */
public record Scope(String word) {
    public static final Scope READ = new Scope("read");
    public static final Scope WRITE = new Scope("write");

    /** Running the sync, and deciding what it leaves to people. */
    public static final Scope SYNC = new Scope("sync");

    /** What is the owner's: tokens, replays, imports, accounts. */
    public static final Scope ADMIN = new Scope("admin");

    /** Straight to a connected service, past the ledger: its word is the connector's name. */
    public static Scope straightTo(String connector) {
        return new Scope(connector);
    }

    @Override
    public String toString() {
        return word;
    }
}
