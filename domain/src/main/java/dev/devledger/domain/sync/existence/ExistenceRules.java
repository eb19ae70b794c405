package dev.devledger.domain.sync.existence;

import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.ExistenceRule;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;

/** The rows of the existence table by the state of the link, except those of {@link CreateRules}. */
final class ExistenceRules {
    private ExistenceRules() {}

    static ExistenceDecision unlinked(LocalState local, RemoteState remote) {
        return switch (remote) {
            case UNKNOWN, CANNOT_TELL -> new ExistenceDecision(ExistenceRule.NOT_READ, Action.NOTHING);
            case NONE ->
                local.isPresent()
                        ? new ExistenceDecision(ExistenceRule.LOCAL_ONLY, Action.CREATE)
                        : ExistenceDecision.nothing();
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED -> newcomer(local, Action.IMPORT, Action.ADOPT);
            case GLIMPSED -> newcomer(local, Action.WAIT, Action.WAIT);
            case AMBIGUOUS, HOLDS_OTHERS ->
                local.isPresent()
                        ? new ExistenceDecision(ExistenceRule.UNLINKED_PAIR, Action.ASK)
                        : ExistenceDecision.nothing();
            case MADE_LATE ->
                local.isPresent()
                        ? new ExistenceDecision(ExistenceRule.UNLINKED_PAIR, Action.ADOPT)
                        : ExistenceDecision.copy();
            case FORMER -> ExistenceDecision.back();
            // An unlinked entity has no expected object.
            case HOLDS_OURS, MISSING, GONE, MOVED_MAPPED, MOVED_UNMAPPED, NOT_EXPECTED -> ExistenceDecision.nothing();
        };
    }

    private static ExistenceDecision newcomer(LocalState local, Action unknown, Action known) {
        return switch (local) {
            case ABSENT -> new ExistenceDecision(ExistenceRule.REMOTE_ONLY, unknown);
            case UNCHANGED, CHANGED -> new ExistenceDecision(ExistenceRule.UNLINKED_PAIR, known);
            case DELETED, ARCHIVED, REPLACED, OUTSIDE -> ExistenceDecision.nothing();
        };
    }

    static ExistenceDecision linked(LocalState local, RemoteState remote) {
        if (remote == RemoteState.MADE_LATE || remote == RemoteState.FORMER) {
            return ExistenceDecision.copy();
        }
        return switch (local) {
            case UNCHANGED -> present(remote, Action.DELETE_LOCALLY, Action.NOTHING);
            case CHANGED -> present(remote, Action.DETACH_AND_ASK, Action.FETCH);
            case DELETED -> deleted(remote);
            case REPLACED -> replaced(remote);
            case OUTSIDE -> new ExistenceDecision(ExistenceRule.MOVED, Action.RELEASE);
            case ABSENT, ARCHIVED -> closedLocally(local, remote);
        };
    }

    /**
     * @param gone the action if the object was deleted remotely
     * @param unseen the action if no read showed the object: a change in the ledger is then written after a read of
     *     this object alone
     */
    private static ExistenceDecision present(RemoteState remote, Action gone, Action unseen) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED ->
                new ExistenceDecision(ExistenceRule.ON_BOTH_SIDES, Action.MERGE_FIELDS);
            case GLIMPSED ->
                new ExistenceDecision(
                        ExistenceRule.ON_BOTH_SIDES, Action.FETCH); // an old view of the object reverts nothing
            case MISSING -> new ExistenceDecision(ExistenceRule.MISSING, Action.LOOK_UP);
            case GONE ->
                new ExistenceDecision(
                        gone == Action.DELETE_LOCALLY
                                ? ExistenceRule.DELETED_REMOTELY
                                : ExistenceRule.DELETED_REMOTELY_CHANGED_LOCALLY,
                        gone);
            case MOVED_MAPPED -> new ExistenceDecision(ExistenceRule.MOVED, Action.MOVE);
            case MOVED_UNMAPPED -> new ExistenceDecision(ExistenceRule.MOVED, Action.LEAVE_SCOPE);
            case NOT_EXPECTED -> new ExistenceDecision(ExistenceRule.FINISHED_ON_BOTH_SIDES, unseen);
            case NONE, UNKNOWN, CANNOT_TELL -> new ExistenceDecision(ExistenceRule.NOT_READ, unseen);
            case AMBIGUOUS, HOLDS_OTHERS, HOLDS_OURS, MADE_LATE, FORMER -> ExistenceDecision.nothing();
        };
    }

    private static ExistenceDecision deleted(RemoteState remote) {
        return switch (remote) {
            case CONFIRMED_UNCHANGED -> new ExistenceDecision(ExistenceRule.DELETED_LOCALLY, Action.DELETE_REMOTELY);
            // A list may be old, and an object that was not read may have changed.
            case SEEN_UNCHANGED, GLIMPSED, NONE, UNKNOWN ->
                new ExistenceDecision(ExistenceRule.DELETED_LOCALLY, Action.FETCH);
            case SEEN_CHANGED, HOLDS_OTHERS, CANNOT_TELL, MOVED_MAPPED ->
                new ExistenceDecision(ExistenceRule.DELETED_LOCALLY_CHANGED_REMOTELY, Action.ASK);
            case HOLDS_OURS ->
                new ExistenceDecision(ExistenceRule.DELETED_LOCALLY, Action.WAIT); // the item in it is deleted first
            case MISSING -> new ExistenceDecision(ExistenceRule.MISSING, Action.LOOK_UP);
            case GONE -> new ExistenceDecision(ExistenceRule.DELETED_ON_BOTH_SIDES, Action.CLOSE);
            case MOVED_UNMAPPED -> new ExistenceDecision(ExistenceRule.MOVED, Action.LEAVE_SCOPE);
            case NOT_EXPECTED -> new ExistenceDecision(ExistenceRule.FINISHED_ON_BOTH_SIDES, Action.FETCH);
            case AMBIGUOUS, MADE_LATE, FORMER -> ExistenceDecision.nothing();
        };
    }

    /** Decides as for a deleted entity, except that the entity exists and takes over changes of the object. */
    private static ExistenceDecision replaced(RemoteState remote) {
        return switch (remote) {
            case SEEN_CHANGED -> new ExistenceDecision(ExistenceRule.ON_BOTH_SIDES, Action.MERGE_FIELDS);
            case MOVED_MAPPED -> new ExistenceDecision(ExistenceRule.MOVED, Action.MOVE);
            case HOLDS_OTHERS -> new ExistenceDecision(ExistenceRule.MOVED, Action.RELEASE); // others' items stay
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
    private static ExistenceDecision closedLocally(LocalState local, RemoteState remote) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MOVED_MAPPED ->
                local == LocalState.ARCHIVED
                        ? new ExistenceDecision(ExistenceRule.RESTORED_REMOTELY, Action.RESTORE_LOCALLY)
                        : ExistenceDecision.nothing();
            case MISSING -> new ExistenceDecision(ExistenceRule.MISSING, Action.LOOK_UP);
            case GONE -> new ExistenceDecision(ExistenceRule.DELETED_ON_BOTH_SIDES, Action.CLOSE);
            case MOVED_UNMAPPED -> new ExistenceDecision(ExistenceRule.MOVED, Action.LEAVE_SCOPE);
            case NOT_EXPECTED -> new ExistenceDecision(ExistenceRule.FINISHED_ON_BOTH_SIDES, Action.NOTHING);
            case NONE, GLIMPSED, AMBIGUOUS, HOLDS_OTHERS, HOLDS_OURS, MADE_LATE, FORMER, CANNOT_TELL, UNKNOWN ->
                new ExistenceDecision(ExistenceRule.NOT_READ, Action.NOTHING);
        };
    }

    /** While the delete may still take effect, no read proves anything about an entity that is wanted again. */
    static ExistenceDecision deleteSent(LocalState local, RemoteState remote) {
        if (remote == RemoteState.MADE_LATE) {
            return ExistenceDecision.copy();
        }
        return switch (local) {
            case UNCHANGED, CHANGED -> new ExistenceDecision(ExistenceRule.WANTED_AGAIN, Action.RESOLVE_DELETE);
            case OUTSIDE -> new ExistenceDecision(ExistenceRule.MOVED, Action.RESOLVE_DELETE);
            case DELETED, REPLACED, ABSENT, ARCHIVED ->
                remote == RemoteState.FORMER
                        ? new ExistenceDecision(ExistenceRule.REAPPEARED, Action.RESOLVE_DELETE)
                        : linked(local, remote);
        };
    }

    static ExistenceDecision deleteOver(LocalState local, RemoteState remote) {
        ExistenceDecision sent = deleteSent(local, remote);
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
                new ExistenceDecision(ExistenceRule.ON_BOTH_SIDES, Action.LINK_AGAIN);
            case GONE -> new ExistenceDecision(ExistenceRule.DELETED_ON_BOTH_SIDES, Action.CLOSE);
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

    static ExistenceDecision outOfScope(LocalState local, RemoteState remote) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MOVED_MAPPED -> // back in a synced list
                switch (local) {
                    case DELETED ->
                        new ExistenceDecision(
                                ExistenceRule.DELETED_LOCALLY_CHANGED_REMOTELY,
                                Action.ASK); // another client moved it back
                    case OUTSIDE -> ExistenceDecision.nothing();
                    case ABSENT, UNCHANGED, CHANGED, ARCHIVED, REPLACED -> linked(local, remote);
                };
            case MADE_LATE, FORMER -> ExistenceDecision.copy();
            case NONE, MISSING, GONE, MOVED_UNMAPPED, NOT_EXPECTED ->
                new ExistenceDecision(ExistenceRule.MOVED, Action.NOTHING);
            case AMBIGUOUS, HOLDS_OTHERS, HOLDS_OURS, GLIMPSED, CANNOT_TELL, UNKNOWN ->
                new ExistenceDecision(ExistenceRule.NOT_READ, Action.NOTHING);
        };
    }

    static ExistenceDecision closed(LocalState local, RemoteState remote) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MOVED_MAPPED ->
                local == LocalState.ARCHIVED ? restored() : ExistenceDecision.back();
            // The object was proved gone; restoring an entity that is untouched since harms nothing.
            case GLIMPSED ->
                local == LocalState.ARCHIVED
                        ? restored()
                        : new ExistenceDecision(ExistenceRule.REAPPEARED, Action.WAIT);
            case MOVED_UNMAPPED ->
                local.isPresent()
                        ? ExistenceDecision.back()
                        : new ExistenceDecision(ExistenceRule.MOVED, Action.NOTHING);
            case NONE, GONE ->
                local.isPresent()
                        ? new ExistenceDecision(ExistenceRule.WANTED_AGAIN, Action.CREATE)
                        : ExistenceDecision.nothing();
            case MISSING, NOT_EXPECTED, CANNOT_TELL, UNKNOWN -> // the object could exist again remotely too
                local.isPresent()
                        ? new ExistenceDecision(ExistenceRule.WANTED_AGAIN, Action.FETCH)
                        : ExistenceDecision.nothing();
            case MADE_LATE -> ExistenceDecision.copy();
            case FORMER -> ExistenceDecision.back();
            case AMBIGUOUS, HOLDS_OTHERS, HOLDS_OURS -> ExistenceDecision.nothing();
        };
    }

    private static ExistenceDecision restored() {
        return new ExistenceDecision(ExistenceRule.RESTORED_REMOTELY, Action.RESTORE_LOCALLY);
    }

    static ExistenceDecision detached(RemoteState remote) {
        return CreateRules.late(remote, ExistenceDecision.nothing());
    }

    static ExistenceDecision released(LocalState local, RemoteState remote) {
        if (!local.isPresent()) {
            return detached(remote);
        }
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MOVED_MAPPED, MOVED_UNMAPPED, CANNOT_TELL ->
                new ExistenceDecision(
                        ExistenceRule.MOVED, Action.LINK_AGAIN); // open or finished, in its list or elsewhere
            case GONE -> new ExistenceDecision(ExistenceRule.WANTED_AGAIN, Action.CREATE);
            case NONE, GLIMPSED, MISSING, NOT_EXPECTED, UNKNOWN ->
                new ExistenceDecision(ExistenceRule.MOVED, Action.FETCH);
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
        static ExistenceDecision sent(LocalState local, RemoteState remote, Action missing) {
            return switch (remote) {
                case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED ->
                    new ExistenceDecision(row(local), Action.ADOPT);
                case NONE ->
                    local.isPresent()
                            ? new ExistenceDecision(
                                    missing == Action.ASK ? ExistenceRule.UNLINKED_PAIR : ExistenceRule.LOCAL_ONLY,
                                    missing)
                            : new ExistenceDecision(ExistenceRule.DELETED_DURING_CREATE, Action.CLOSE);
                case AMBIGUOUS, HOLDS_OTHERS ->
                    local.isPresent()
                            ? new ExistenceDecision(ExistenceRule.UNLINKED_PAIR, Action.ASK)
                            : new ExistenceDecision(ExistenceRule.DELETED_DURING_CREATE, Action.CLOSE);
                case MADE_LATE -> ExistenceDecision.copy();
                case FORMER -> ExistenceDecision.back();
                case GLIMPSED,
                        HOLDS_OURS,
                        MISSING,
                        GONE,
                        MOVED_MAPPED,
                        MOVED_UNMAPPED,
                        NOT_EXPECTED,
                        CANNOT_TELL,
                        UNKNOWN -> new ExistenceDecision(row(local), Action.RESOLVE_CREATE);
            };
        }

        private static ExistenceRule row(LocalState local) {
            return local.isPresent() ? ExistenceRule.LOCAL_ONLY : ExistenceRule.DELETED_DURING_CREATE;
        }

        /** Tries the create again from time to time, after a search for the object of earlier attempts. */
        static ExistenceDecision neverAnswered(LocalState local, RemoteState remote) {
            if (local.isPresent()) {
                return found(remote, new ExistenceDecision(ExistenceRule.LOCAL_ONLY, Action.RESOLVE_CREATE));
            }
            // The open question is closed first.
            return late(remote, new ExistenceDecision(ExistenceRule.DELETED_DURING_CREATE, Action.WAIT));
        }

        static ExistenceDecision stopped(LocalState local, RemoteState remote) {
            return local.isPresent()
                    ? found(remote, new ExistenceDecision(ExistenceRule.UNDECIDED, Action.FREEZE))
                    : late(remote, new ExistenceDecision(ExistenceRule.DELETED_DURING_CREATE, Action.CLOSE));
        }

        /** Decides if the object can be determined by now, or if there is none. */
        private static ExistenceDecision found(RemoteState remote, ExistenceDecision otherwise) {
            return switch (remote) {
                case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MADE_LATE ->
                    new ExistenceDecision(ExistenceRule.UNLINKED_PAIR, Action.ADOPT);
                case NONE -> new ExistenceDecision(ExistenceRule.LOCAL_ONLY, Action.CREATE);
                case AMBIGUOUS, HOLDS_OTHERS -> new ExistenceDecision(ExistenceRule.UNLINKED_PAIR, Action.ASK);
                case FORMER -> ExistenceDecision.back();
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
        static ExistenceDecision late(RemoteState remote, ExistenceDecision otherwise) {
            return switch (remote) {
                case MADE_LATE -> ExistenceDecision.copy();
                case FORMER -> ExistenceDecision.back();
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
