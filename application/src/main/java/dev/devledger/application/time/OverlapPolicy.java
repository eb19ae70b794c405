package dev.devledger.application.time;

/** What comes of time that a person has twice: {@code devledger.time.overlap}. */
public enum OverlapPolicy {
    /** It is stored, and the answer tells of it. */
    WARN,
    /** It is refused, unless a service brings it. */
    REFUSE
}
