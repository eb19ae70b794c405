package dev.devledger.adapters.sandbox.fault;

import java.util.Locale;
import java.util.stream.Stream;

/** The faults that a service can have; each sandbox supports some of them. */
public enum Fault {
    /** The change is stored, then the connection is cut without an answer. */
    DROP_ANSWER,
    /** The change is stored, half of the answer is sent, then the connection is cut. */
    TRUNCATE,
    /** The change is stored, and the answer comes late. */
    DELAY,
    /** The change is stored; the answer has the status 201 instead of 200, as documented for creates. */
    CREATED,
    /** The change is stored; the status is a success, but the answer is empty. */
    EMPTY_ANSWER,
    /** The change is stored, but the answer is the service's own 500. */
    DONE_500,
    /** The change is stored, but a gateway has stopped waiting and answers 504 with an HTML page. */
    DONE_504,
    /** The change is stored; the answer is 200 with an HTML page. */
    DONE_HTML,
    /** Nothing is changed; the answer is 200 with an empty object, as after a success. */
    IGNORED,
    /** Nothing is changed; the answer is 200 with an empty list. */
    EMPTY_LIST,
    /** Nothing is changed; the answer is the service's own 500. */
    ERROR_500,
    /** Nothing is changed; a gateway answers 502 with an HTML page. */
    GATEWAY,
    /** Nothing is changed; the answer is 200 with an HTML page. */
    NONSENSE,
    /** Nothing is changed; the service answers that there were too many calls. */
    LIMIT,
    /** Nothing is changed; the answer is 401, as for an invalid token. */
    UNAUTHORIZED,
    /** Nothing is changed; the service answers as for a place that was not granted. */
    NOT_GRANTED,
    /** Nothing is changed; the answer is 403, as for an object that is no longer shared. */
    FORBIDDEN,
    /** Nothing is changed; the answer is an error with the status 200. */
    ERR_UNDER_200,
    /** A read shows the state from when the fault was set. */
    STALE_READ,
    /** The change is stored except one field, which is ignored without an error. */
    IGNORE_FIELD,
    /** All is stored; the answer lacks one field. */
    SILENT_FIELD,
    /** All is stored; one value of the answer, chosen at random, is replaced or removed. */
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
