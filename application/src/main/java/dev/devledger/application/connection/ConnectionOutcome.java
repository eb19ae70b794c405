package dev.devledger.application.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How connecting an account ended. */
public sealed interface ConnectionOutcome {
    /** @param until null where the service did not say */
    record Connected(@Nullable Instant until) implements ConnectionOutcome {}

    /** It is not of a connection that was begun here, or too late, or for the second time, or in another browser. */
    record Stale() implements ConnectionOutcome {}

    /** The person said no. */
    record Denied() implements ConnectionOutcome {}

    /** The service said no. */
    record Refused(String reason) implements ConnectionOutcome {}

    record NoAnswer(String reason) implements ConnectionOutcome {}

    /** Of another account than the one that the ledger is linked with; the former connection stays as it was. */
    record AnotherAccount() implements ConnectionOutcome {}

    /** Of an error that a service sent back with the person. */
    static ConnectionOutcome ofError(String error, String service) {
        return error.equals("access_denied")
                ? new Denied()
                : new Refused(service + " answered with the error \"" + plain(error) + "\".");
    }

    /** Foreign text on its way to a page and a log: one line, and not a long one. */
    private static String plain(String text) {
        String line = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return line.length() <= 100 ? line : line.substring(0, 100);
    }
}
