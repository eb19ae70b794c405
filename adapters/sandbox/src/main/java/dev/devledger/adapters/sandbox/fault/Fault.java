package dev.devledger.adapters.sandbox.fault;

import java.util.Locale;
import java.util.stream.Stream;

/** What can go wrong with a service; each sandbox says which of them it has. */
public enum Fault {
    /** The change is done and kept, then the connection is cut without an answer. */
    DROP_ANSWER,
    /** The change is done and kept, half of the answer is sent, then the connection is cut. */
    TRUNCATE,
    /** The change is done and kept, the answer comes late. */
    DELAY,
    /** As without a fault, but 201 in the place of 200, as is listed for what is made. */
    CREATED,
    /** The change is done and kept; the status is that of success, and the answer is empty. */
    EMPTY_ANSWER,
    /** The change is done and kept, and the answer is the service's own 500 all the same. */
    DONE_500,
    /** The change is done and kept; a gateway that has stopped waiting answers 504 with a page of HTML. */
    DONE_504,
    /** The change is done and kept; 200 with a page of HTML. */
    DONE_HTML,
    /** Nothing is done; 200 with an empty object, as where all was well. */
    IGNORED,
    /** The same with an empty list. */
    EMPTY_LIST,
    /** Nothing is done; the service's own 500. */
    ERROR_500,
    /** Nothing is done; 502 with a page of HTML, as a gateway answers. */
    GATEWAY,
    /** Nothing is done; 200 with a page of HTML. */
    NONSENSE,
    /** Nothing is done; what the service says where too much is asked. */
    LIMIT,
    /** Nothing is done; 401: the token is dead. */
    UNAUTHORIZED,
    /** Nothing is done; what the service says of a place that was not granted. */
    NOT_GRANTED,
    /** Nothing is done; 403, as where something is not shared any more. */
    FORBIDDEN,
    /** Nothing is done; an error under status 200. */
    ERR_UNDER_200,
    /** A read shows everything as it was when the fault was set. */
    STALE_READ,
    /** The change is done but for one field, which is passed over without a word. */
    IGNORE_FIELD,
    /** All is done; one field is missing in the answer. */
    SILENT_FIELD,
    /** All is done; one value of the answer, by chance, is another or none. */
    RUBBISH;

    /** As it is written over HTTP, such as {@code drop-answer}. */
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
