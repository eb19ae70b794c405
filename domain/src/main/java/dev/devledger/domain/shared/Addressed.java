package dev.devledger.domain.shared;

/** A command that knows which event stream it is for. */
public interface Addressed {
    /** The stream, such as {@code project-<uuid>}: all streams share one key space, so the subject is part of it. */
    String address();
}
