package dev.devledger.domain.sync.existence;

import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.ExistenceRule;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;

/** The rows of the existence table by the state of the link, except those of {@link CreateRules}. */
final class ExistenceRules {
    private ExistenceRules() {}

    static Existence unlinked(LocalState local, RemoteState remote) {
        return switch (remote) {
            case UNKNOWN, CANNOT_TELL -> new Existence(ExistenceRule.NOT_READ, Action.NOTHING);
            case NONE ->
                local.isPresent() ? new Existence(ExistenceRule.LOCAL_ONLY, Action.CREATE) : Existence.nothing();
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED -> newcomer(local, Action.IMPORT, Action.ADOPT);
            case GLIMPSED -> newcomer(local, Action.WAIT, Action.WAIT);
            case AMBIGUOUS, HOLDS_OTHERS ->
                local.isPresent() ? new Existence(ExistenceRule.UNLINKED_PAIR, Action.ASK) : Existence.nothing();
            case MADE_LATE ->
                local.isPresent() ? new Existence(ExistenceRule.UNLINKED_PAIR, Action.ADOPT) : Existence.copy();
            case FORMER -> Existence.back();
            // An unlinked entity has no expected object.
            case HOLDS_OURS, MISSING, GONE, MOVED_MAPPED, MOVED_UNMAPPED, NOT_EXPECTED -> Existence.nothing();
        };
    }

    private static Existence newcomer(LocalState local, Action unknown, Action known) {
        return switch (local) {
            case ABSENT -> new Existence(ExistenceRule.REMOTE_ONLY, unknown);
            case UNCHANGED, CHANGED -> new Existence(ExistenceRule.UNLINKED_PAIR, known);
            case DELETED, ARCHIVED, REPLACED, OUTSIDE -> Existence.nothing();
        };
    }

    static Existence linked(LocalState local, RemoteState remote) {
        if (remote == RemoteState.MADE_LATE || remote == RemoteState.FORMER) {
            return Existence.copy();
        }
        return switch (local) {
            case UNCHANGED -> present(remote, Action.DELETE_LOCALLY, Action.NOTHING);
            case CHANGED -> present(remote, Action.DETACH_AND_ASK, Action.FETCH);
            case DELETED -> deleted(remote);
            case REPLACED -> replaced(remote);
            case OUTSIDE -> new Existence(ExistenceRule.MOVED, Action.RELEASE);
            case ABSENT, ARCHIVED -> closedLocally(local, remote);
        };
    }

    /**
     * @param gone the action if the object was deleted remotely
     * @param unseen the action if no read showed the object: a change in the ledger is then written after a read of
     *     this object alone
     */
    private static Existence present(RemoteState remote, Action gone, Action unseen) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED ->
                new Existence(ExistenceRule.ON_BOTH_SIDES, Action.MERGE_FIELDS);
            case GLIMPSED ->
                new Existence(ExistenceRule.ON_BOTH_SIDES, Action.FETCH); // an old view of the object reverts nothing
            case MISSING -> new Existence(ExistenceRule.MISSING, Action.LOOK_UP);
            case GONE ->
                new Existence(
                        gone == Action.DELETE_LOCALLY
                                ? ExistenceRule.DELETED_REMOTELY
                                : ExistenceRule.DELETED_REMOTELY_CHANGED_LOCALLY,
                        gone);
            case MOVED_MAPPED -> new Existence(ExistenceRule.MOVED, Action.MOVE);
            case MOVED_UNMAPPED -> new Existence(ExistenceRule.MOVED, Action.LEAVE_SCOPE);
            case NOT_EXPECTED -> new Existence(ExistenceRule.FINISHED_ON_BOTH_SIDES, unseen);
            case NONE, UNKNOWN, CANNOT_TELL -> new Existence(ExistenceRule.NOT_READ, unseen);
            case AMBIGUOUS, HOLDS_OTHERS, HOLDS_OURS, MADE_LATE, FORMER -> Existence.nothing();
        };
    }

    private static Existence deleted(RemoteState remote) {
        return switch (remote) {
            case CONFIRMED_UNCHANGED -> new Existence(ExistenceRule.DELETED_LOCALLY, Action.DELETE_REMOTELY);
            // A list may be old, and an object that was not read may have changed.
            case SEEN_UNCHANGED, GLIMPSED, NONE, UNKNOWN -> new Existence(ExistenceRule.DELETED_LOCALLY, Action.FETCH);
            case SEEN_CHANGED, HOLDS_OTHERS, CANNOT_TELL, MOVED_MAPPED ->
                new Existence(ExistenceRule.DELETED_LOCALLY_CHANGED_REMOTELY, Action.ASK);
            case HOLDS_OURS ->
                new Existence(ExistenceRule.DELETED_LOCALLY, Action.WAIT); // the item in it is deleted first
            case MISSING -> new Existence(ExistenceRule.MISSING, Action.LOOK_UP);
            case GONE -> new Existence(ExistenceRule.DELETED_ON_BOTH_SIDES, Action.CLOSE);
            case MOVED_UNMAPPED -> new Existence(ExistenceRule.MOVED, Action.LEAVE_SCOPE);
            case NOT_EXPECTED -> new Existence(ExistenceRule.FINISHED_ON_BOTH_SIDES, Action.FETCH);
            case AMBIGUOUS, MADE_LATE, FORMER -> Existence.nothing();
        };
    }

    /** Decides as for a deleted entity, except that the entity exists and takes over changes of the object. */
    private static Existence replaced(RemoteState remote) {
        return switch (remote) {
            case SEEN_CHANGED -> new Existence(ExistenceRule.ON_BOTH_SIDES, Action.MERGE_FIELDS);
            case MOVED_MAPPED -> new Existence(ExistenceRule.MOVED, Action.MOVE);
            case HOLDS_OTHERS -> new Existence(ExistenceRule.MOVED, Action.RELEASE); // others' items stay
            case NONE,
                    SEEN_UNCHANGED,
                    CONFIRMED_UNCHANGED,
                    GLIMPSED,
                    AMBIGUOUS,
                    HOLDS_OURS,
                    MADE_LATE,
                    FORMER,
                    MISSING,
                    GONE,
                    MOVED_UNMAPPED,
                    NOT_EXPECTED,
                    CANNOT_TELL,
                    UNKNOWN -> deleted(remote);
        };
    }

    /** The sync stopped between deleting the entity and closing the link; the object may exist again since. */
    private static Existence closedLocally(LocalState local, RemoteState remote) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MOVED_MAPPED ->
                local == LocalState.ARCHIVED
                        ? new Existence(ExistenceRule.RESTORED_REMOTELY, Action.RESTORE_LOCALLY)
                        : Existence.nothing();
            case MISSING -> new Existence(ExistenceRule.MISSING, Action.LOOK_UP);
            case GONE -> new Existence(ExistenceRule.DELETED_ON_BOTH_SIDES, Action.CLOSE);
            case MOVED_UNMAPPED -> new Existence(ExistenceRule.MOVED, Action.LEAVE_SCOPE);
            case NOT_EXPECTED -> new Existence(ExistenceRule.FINISHED_ON_BOTH_SIDES, Action.NOTHING);
            case NONE, GLIMPSED, AMBIGUOUS, HOLDS_OTHERS, HOLDS_OURS, MADE_LATE, FORMER, CANNOT_TELL, UNKNOWN ->
                new Existence(ExistenceRule.NOT_READ, Action.NOTHING);
        };
    }

    /** While the delete may still take effect, no read proves anything about an entity that is wanted again. */
    static Existence deleteSent(LocalState local, RemoteState remote) {
        if (remote == RemoteState.MADE_LATE) {
            return Existence.copy();
        }
        return switch (local) {
            case UNCHANGED, CHANGED -> new Existence(ExistenceRule.WANTED_AGAIN, Action.RESOLVE_DELETE);
            case OUTSIDE -> new Existence(ExistenceRule.MOVED, Action.RESOLVE_DELETE);
            case DELETED, REPLACED, ABSENT, ARCHIVED ->
                remote == RemoteState.FORMER
                        ? new Existence(ExistenceRule.REAPPEARED, Action.RESOLVE_DELETE)
                        : linked(local, remote);
        };
    }

    static Existence deleteOver(LocalState local, RemoteState remote) {
        Existence sent = deleteSent(local, remote);
        if (sent.action() != Action.RESOLVE_DELETE) {
            return sent;
        }
        return switch (remote) {
            case SEEN_UNCHANGED,
                    CONFIRMED_UNCHANGED,
                    SEEN_CHANGED,
                    MOVED_MAPPED,
                    MOVED_UNMAPPED,
                    CANNOT_TELL -> // a second object would be worse
                new Existence(ExistenceRule.ON_BOTH_SIDES, Action.LINK_AGAIN);
            case GONE -> new Existence(ExistenceRule.DELETED_ON_BOTH_SIDES, Action.CLOSE);
            case NONE,
                    GLIMPSED,
                    AMBIGUOUS,
                    HOLDS_OTHERS,
                    HOLDS_OURS,
                    MADE_LATE,
                    FORMER,
                    MISSING,
                    NOT_EXPECTED,
                    UNKNOWN -> sent;
        };
    }

    static Existence outOfScope(LocalState local, RemoteState remote) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MOVED_MAPPED -> // back in a synced list
                switch (local) {
                    case DELETED ->
                        new Existence(
                                ExistenceRule.DELETED_LOCALLY_CHANGED_REMOTELY,
                                Action.ASK); // another client moved it back
                    case OUTSIDE -> Existence.nothing();
                    case ABSENT, UNCHANGED, CHANGED, ARCHIVED, REPLACED -> linked(local, remote);
                };
            case MADE_LATE, FORMER -> Existence.copy();
            case NONE, MISSING, GONE, MOVED_UNMAPPED, NOT_EXPECTED ->
                new Existence(ExistenceRule.MOVED, Action.NOTHING);
            case AMBIGUOUS, HOLDS_OTHERS, HOLDS_OURS, GLIMPSED, CANNOT_TELL, UNKNOWN ->
                new Existence(ExistenceRule.NOT_READ, Action.NOTHING);
        };
    }

    static Existence closed(LocalState local, RemoteState remote) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MOVED_MAPPED ->
                local == LocalState.ARCHIVED ? restored() : Existence.back();
            // The object was proved gone; restoring an entity that is untouched since harms nothing.
            case GLIMPSED ->
                local == LocalState.ARCHIVED ? restored() : new Existence(ExistenceRule.REAPPEARED, Action.WAIT);
            case MOVED_UNMAPPED ->
                local.isPresent() ? Existence.back() : new Existence(ExistenceRule.MOVED, Action.NOTHING);
            case NONE, GONE ->
                local.isPresent() ? new Existence(ExistenceRule.WANTED_AGAIN, Action.CREATE) : Existence.nothing();
            case MISSING, NOT_EXPECTED, CANNOT_TELL, UNKNOWN -> // the object could exist again remotely too
                local.isPresent() ? new Existence(ExistenceRule.WANTED_AGAIN, Action.FETCH) : Existence.nothing();
            case MADE_LATE -> Existence.copy();
            case FORMER -> Existence.back();
            case AMBIGUOUS, HOLDS_OTHERS, HOLDS_OURS -> Existence.nothing();
        };
    }

    private static Existence restored() {
        return new Existence(ExistenceRule.RESTORED_REMOTELY, Action.RESTORE_LOCALLY);
    }

    static Existence detached(RemoteState remote) {
        return CreateRules.late(remote, Existence.nothing());
    }

    static Existence released(LocalState local, RemoteState remote) {
        if (!local.isPresent()) {
            return detached(remote);
        }
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MOVED_MAPPED, MOVED_UNMAPPED, CANNOT_TELL ->
                new Existence(ExistenceRule.MOVED, Action.LINK_AGAIN); // open or finished, in its list or elsewhere
            case GONE -> new Existence(ExistenceRule.WANTED_AGAIN, Action.CREATE);
            case NONE, GLIMPSED, MISSING, NOT_EXPECTED, UNKNOWN -> new Existence(ExistenceRule.MOVED, Action.FETCH);
            case AMBIGUOUS, HOLDS_OTHERS, HOLDS_OURS, MADE_LATE, FORMER -> detached(remote);
        };
    }

    /** The rows of the existence table for a create without an answer; see {@link ExistenceRules} for the others. */
    static final class CreateRules {
        private CreateRules() {}

        /**
         * Links the created object even if the entity was deleted meanwhile: then the object can be deleted like any
         * other (E16).
         *
         * @param missing the action if no object was created
         */
        static Existence sent(LocalState local, RemoteState remote, Action missing) {
            return switch (remote) {
                case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED -> new Existence(row(local), Action.ADOPT);
                case NONE ->
                    local.isPresent()
                            ? new Existence(
                                    missing == Action.ASK ? ExistenceRule.UNLINKED_PAIR : ExistenceRule.LOCAL_ONLY,
                                    missing)
                            : new Existence(ExistenceRule.DELETED_DURING_CREATE, Action.CLOSE);
                case AMBIGUOUS, HOLDS_OTHERS ->
                    local.isPresent()
                            ? new Existence(ExistenceRule.UNLINKED_PAIR, Action.ASK)
                            : new Existence(ExistenceRule.DELETED_DURING_CREATE, Action.CLOSE);
                case MADE_LATE -> Existence.copy();
                case FORMER -> Existence.back();
                case GLIMPSED,
                        HOLDS_OURS,
                        MISSING,
                        GONE,
                        MOVED_MAPPED,
                        MOVED_UNMAPPED,
                        NOT_EXPECTED,
                        CANNOT_TELL,
                        UNKNOWN -> new Existence(row(local), Action.RESOLVE_CREATE);
            };
        }

        private static ExistenceRule row(LocalState local) {
            return local.isPresent() ? ExistenceRule.LOCAL_ONLY : ExistenceRule.DELETED_DURING_CREATE;
        }

        /** Tries the create again from time to time, after a search for the object of earlier attempts. */
        static Existence neverAnswered(LocalState local, RemoteState remote) {
            if (local.isPresent()) {
                return found(remote, new Existence(ExistenceRule.LOCAL_ONLY, Action.RESOLVE_CREATE));
            }
            // The open question is closed first.
            return late(remote, new Existence(ExistenceRule.DELETED_DURING_CREATE, Action.WAIT));
        }

        static Existence stopped(LocalState local, RemoteState remote) {
            return local.isPresent()
                    ? found(remote, new Existence(ExistenceRule.UNDECIDED, Action.FREEZE))
                    : late(remote, new Existence(ExistenceRule.DELETED_DURING_CREATE, Action.CLOSE));
        }

        /** Decides if the object can be determined by now, or if there is none. */
        private static Existence found(RemoteState remote, Existence otherwise) {
            return switch (remote) {
                case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MADE_LATE ->
                    new Existence(ExistenceRule.UNLINKED_PAIR, Action.ADOPT);
                case NONE -> new Existence(ExistenceRule.LOCAL_ONLY, Action.CREATE);
                case AMBIGUOUS, HOLDS_OTHERS -> new Existence(ExistenceRule.UNLINKED_PAIR, Action.ASK);
                case FORMER -> Existence.back();
                case GLIMPSED,
                        HOLDS_OURS,
                        MISSING,
                        GONE,
                        MOVED_MAPPED,
                        MOVED_UNMAPPED,
                        NOT_EXPECTED,
                        CANNOT_TELL,
                        UNKNOWN -> otherwise;
            };
        }

        /** Decides for an entity whose create no longer matters. */
        static Existence late(RemoteState remote, Existence otherwise) {
            return switch (remote) {
                case MADE_LATE -> Existence.copy();
                case FORMER -> Existence.back();
                case NONE,
                        SEEN_UNCHANGED,
                        CONFIRMED_UNCHANGED,
                        SEEN_CHANGED,
                        GLIMPSED,
                        AMBIGUOUS,
                        HOLDS_OTHERS,
                        HOLDS_OURS,
                        MISSING,
                        GONE,
                        MOVED_MAPPED,
                        MOVED_UNMAPPED,
                        NOT_EXPECTED,
                        CANNOT_TELL,
                        UNKNOWN -> otherwise;
            };
        }
    }
}
