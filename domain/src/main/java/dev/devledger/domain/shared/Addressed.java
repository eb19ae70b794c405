package dev.devledger.domain.shared;

/** A command that knows which event stream it is for. */
public interface Addressed {
    /** The stream, such as {@code project-<uuid>}: all streams share one key space, so the subject is part of it. */
    String address();

    /** Whether its stream is new, so that there is nothing to look for. */
    default boolean begins() {
        return false;
    }
}
