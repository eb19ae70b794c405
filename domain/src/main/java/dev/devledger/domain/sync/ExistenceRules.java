package dev.devledger.domain.sync;

import dev.devledger.domain.sync.Existence.Action;
import dev.devledger.domain.sync.Existence.LocalState;
import dev.devledger.domain.sync.Existence.RemoteState;
import dev.devledger.domain.sync.Existence.Row;

/** The rows of the existence table for each state of the link that has any. */
final class ExistenceRules {
    private ExistenceRules() {}

    static Existence unlinked(LocalState local, RemoteState remote) {
        return switch (remote) {
            case UNKNOWN -> new Existence(Row.E15, Action.NOTHING);
            case NONE -> local.isPresent() ? new Existence(Row.E1, Action.CREATE) : Existence.nothing();
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED ->
                switch (local) {
                    case ABSENT -> new Existence(Row.E2, Action.IMPORT);
                    case UNCHANGED, CHANGED -> new Existence(Row.E3, Action.ADOPT);
                    case DELETED, ARCHIVED -> Existence.nothing();
                };
            // Of what is not linked nothing is expected.
            case MISSING, GONE, MOVED_MAPPED, MOVED_UNMAPPED, NOT_EXPECTED -> Existence.nothing();
        };
    }

    static Existence linked(LocalState local, RemoteState remote) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED -> seen(local, remote);
            case MISSING -> new Existence(Row.E5, Action.LOOK_UP);
            case GONE ->
                switch (local) {
                    case UNCHANGED -> new Existence(Row.E6, Action.DELETE_LOCALLY);
                    case CHANGED -> new Existence(Row.E7, Action.DETACH_AND_ASK);
                    case ABSENT, DELETED, ARCHIVED -> new Existence(Row.E10, Action.CLOSE);
                };
            case MOVED_MAPPED ->
                switch (local) {
                    case ABSENT -> Existence.nothing();
                    case UNCHANGED, CHANGED -> new Existence(Row.E11, Action.MOVE);
                    case DELETED -> new Existence(Row.E9, Action.ASK); // somebody still works with it
                    case ARCHIVED -> new Existence(Row.E12, Action.RESTORE_LOCALLY);
                };
            case MOVED_UNMAPPED -> new Existence(Row.E11, Action.LEAVE_SCOPE);
            case NOT_EXPECTED ->
                switch (local) {
                    case ABSENT, UNCHANGED -> new Existence(Row.E17, Action.NOTHING);
                    case CHANGED, DELETED, ARCHIVED -> new Existence(Row.E17, Action.FETCH);
                };
            case NONE, UNKNOWN -> new Existence(Row.E15, local == LocalState.DELETED ? Action.FETCH : Action.NOTHING);
        };
    }

    private static Existence seen(LocalState local, RemoteState remote) {
        return switch (local) {
            case ABSENT -> Existence.nothing();
            case UNCHANGED, CHANGED -> new Existence(Row.E4, Action.MERGE_FIELDS);
            case DELETED -> deleted(remote);
            // The sync stopped between deleting it here and closing the link, and somebody brought it back there.
            case ARCHIVED -> new Existence(Row.E12, Action.RESTORE_LOCALLY);
        };
    }

    private static Existence deleted(RemoteState remote) {
        return switch (remote) {
            case CONFIRMED_UNCHANGED -> new Existence(Row.E8, Action.DELETE_REMOTELY);
            case SEEN_UNCHANGED -> new Existence(Row.E8, Action.FETCH); // a list may lag behind
            case NONE, SEEN_CHANGED, MISSING, GONE, MOVED_MAPPED, MOVED_UNMAPPED, NOT_EXPECTED, UNKNOWN ->
                new Existence(Row.E9, Action.ASK);
        };
    }

    static Existence outOfScope(LocalState local, RemoteState remote) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MOVED_MAPPED -> linked(local, remote); // it is back
            case NONE, MISSING, GONE, MOVED_UNMAPPED, NOT_EXPECTED -> new Existence(Row.E11, Action.NOTHING);
            case UNKNOWN -> new Existence(Row.E15, Action.NOTHING);
        };
    }

    static Existence closed(LocalState local, RemoteState remote) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MOVED_MAPPED ->
                local == LocalState.ARCHIVED
                        ? new Existence(Row.E12, Action.RESTORE_LOCALLY)
                        : new Existence(Row.E13, Action.ASK);
            case MOVED_UNMAPPED ->
                local.isPresent() ? new Existence(Row.E13, Action.ASK) : new Existence(Row.E11, Action.NOTHING);
            case NONE, GONE -> local.isPresent() ? new Existence(Row.E18, Action.CREATE) : Existence.nothing();
            case MISSING, NOT_EXPECTED -> // it could be back there as well
                local.isPresent() ? new Existence(Row.E18, Action.FETCH) : Existence.nothing();
            case UNKNOWN -> new Existence(Row.E15, Action.NOTHING);
        };
    }

    static Existence detached(RemoteState remote) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MOVED_MAPPED -> new Existence(Row.E13, Action.ASK);
            case NONE, MISSING, GONE, MOVED_UNMAPPED, NOT_EXPECTED -> Existence.nothing();
            case UNKNOWN -> new Existence(Row.E15, Action.NOTHING);
        };
    }
}
