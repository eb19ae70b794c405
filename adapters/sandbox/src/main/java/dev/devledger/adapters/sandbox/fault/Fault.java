package dev.devledger.adapters.sandbox.fault;

import java.util.Locale;
import java.util.stream.Stream;

/** The faults of a service; each sandbox names those that it has. */
public enum Fault {
    /** The change is done and kept, then the connection is cut without an answer. */
    DROP_ANSWER,
    /** The change is done and kept, half of the answer is sent, then the connection is cut. */
    TRUNCATE,
    /** The change is done and kept, the answer comes late. */
    DELAY,
    /** The answer is as without a fault, but 201 in the place of 200, which the documentation lists for creates. */
    CREATED,
    /** The change is done and kept; the status is a success, and the answer is empty. */
    EMPTY_ANSWER,
    /** The change is done and kept, and yet the answer is the service's own 500. */
    DONE_500,
    /** The change is done and kept; a gateway that no longer waits answers 504 with a page of HTML. */
    DONE_504,
    /** The change is done and kept; 200 with a page of HTML. */
    DONE_HTML,
    /** Nothing is done; 200 with an empty object, as after a success. */
    IGNORED,
    /** Nothing is done; 200 with an empty list. */
    EMPTY_LIST,
    /** Nothing is done; the service's own 500. */
    ERROR_500,
    /** Nothing is done; 502 with a page of HTML, as a gateway answers. */
    GATEWAY,
    /** Nothing is done; 200 with a page of HTML. */
    NONSENSE,
    /** Nothing is done; the service's answer to too many calls. */
    LIMIT,
    /** Nothing is done; 401: the token is dead. */
    UNAUTHORIZED,
    /** Nothing is done; the service's answer for a place that was not granted. */
    NOT_GRANTED,
    /** Nothing is done; 403, as for something that is not shared any more. */
    FORBIDDEN,
    /** Nothing is done; an error under status 200. */
    ERR_UNDER_200,
    /** A read shows everything as it was when the fault was set. */
    STALE_READ,
    /** The change is done without one field, which is passed over without an error. */
    IGNORE_FIELD,
    /** All is done; the answer lacks one field. */
    SILENT_FIELD,
    /** All is done; one value of the answer, chosen at random, is replaced or removed. */
    RUBBISH;

    /** Returns the fault's name over HTTP, such as {@code drop-answer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Fault of(String word) {
        return Stream.of(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown fault"));
    }
}
