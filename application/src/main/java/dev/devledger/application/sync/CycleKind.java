package dev.devledger.application.sync;

import dev.devledger.application.sync.notes.NotePass;
import dev.devledger.application.sync.time.TimePass;

/** Which cycle is asked for. */
enum CycleKind {
    /** What is marked, and nothing else. */
    NARROW,
    /** What was hinted at, and what is marked. */
    LOOK,
    /** The lists that an earlier one has left unread, then what is marked. */
    REST,
    /** The lists whose turn it is, and those; then what is marked. */
    POLL,
    /** Every list, then what is marked. */
    FULL;

    /** How many comments it reads. */
    NotePass.Share notes() {
        return switch (this) {
            case NARROW -> NotePass.Share.NONE;
            case LOOK, REST -> NotePass.Share.LOOK;
            case POLL -> NotePass.Share.POLL;
            case FULL -> NotePass.Share.ALL;
        };
    }

    /** What it reads of time entries. */
    TimePass.Reads time() {
        return switch (this) {
            case NARROW, LOOK, REST -> TimePass.Reads.NOTHING;
            case POLL -> TimePass.Reads.PATIENTLY;
            case FULL -> TimePass.Reads.NOW;
        };
    }

    /** Whether what it leaves open is all that is. */
    boolean decides() {
        return this == POLL || this == FULL;
    }

    String word() {
        return readsLists() ? "full" : "narrow";
    }

    /** Whether it counts as a poll, or as one that was asked for. */
    boolean readsLists() {
        return this != NARROW && this != LOOK;
    }
}
