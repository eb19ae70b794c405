package dev.devledger.domain.sync.existence;

import dev.devledger.domain.sync.existence.ExistenceRules.CreateRules;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The existence decision table (docs/sync-design.md, section 5): decides what happens to an entity from the states of
 * its link, the ledger and the remote.
 *
 * @param row the row that applied, null if there is nothing to decide
 */
public record ExistenceDecision(ExistenceDecision.@Nullable ExistenceRule row, Action action) {

    public enum LinkState {
        NONE,
        /** A create was sent, or may have been; its outcome is unknown. */
        CREATE_SENT,
        /** A create was sent as often as allowed, and never answered. */
        CREATE_SPENT,
        /** A person is asked what to do, as no create was ever answered. */
        NEVER_ANSWERED,
        /** A person is asked which object it is. */
        STOPPED,
        LINKED,
        /** A delete was sent, or may have been, and may still take effect. */
        DELETE_SENT,
        /** A delete that was sent has taken effect by now, or never will. */
        DELETE_OVER,
        /** Entity and object were both deleted. */
        CLOSED,
        /** Each side stays as it is until a person links them. */
        DETACHED,
        /**
         * Released by the ledger, for example by a placement: the object stays, and is linked again if the entity needs
         * an object again.
         */
        RELEASED,
        /** The object is in a list that is not mapped. */
        OUT_OF_SCOPE,
        CLASH;

        /** Returns the state as far as the link itself shows it. */
        public static LinkState of(SyncLink link) {
            return switch (link) {
                case SyncLink.None none -> NONE;
                case SyncLink.Creating sent -> sent.attempt() < SyncLink.Creating.ATTEMPTS ? CREATE_SENT : CREATE_SPENT;
                case SyncLink.Stopped stopped -> STOPPED;
                case SyncLink.Linked linked -> LINKED;
                case SyncLink.Deleting deleting -> DELETE_SENT;
                case SyncLink.Closed closed -> CLOSED;
                case SyncLink.Detached detached -> detached.stays() ? DETACHED : RELEASED;
                case SyncLink.OutOfScope outside -> OUT_OF_SCOPE;
            };
        }
    }

    public enum LocalState {
        /** The ledger never had it. */
        ABSENT,
        /** Unchanged since both sides last agreed. */
        UNCHANGED,
        /** Changed since both sides last agreed, or created in the ledger. */
        CHANGED,
        /** Deleted by a person or an agent. */
        DELETED,
        /** Deleted by the sync, and untouched since the deletion. */
        ARCHIVED,
        /** Exists, but another remote object stands for it. */
        REPLACED,
        /** Exists, and should have no object in this service. */
        OUTSIDE;

        boolean isPresent() {
            return switch (this) {
                case UNCHANGED, CHANGED -> true;
                case ABSENT, DELETED, ARCHIVED, REPLACED, OUTSIDE -> false;
            };
        }

        /** Returns the state as far as the desired object shows it; whether the entity changed is not known from it. */
        public static LocalState of(DesiredObject wanted) {
            return switch (wanted) {
                case DesiredObject.Present present -> CHANGED;
                case DesiredObject.Gone gone -> DELETED;
                case DesiredObject.Replaced replaced -> REPLACED;
                case DesiredObject.Outside outside -> OUTSIDE;
            };
        }
    }

    /** The state of the object. Seen means open or finished: finished is a status, not an absence. */
    public enum RemoteState {
        /** No remote object is known: none was looked for, or none that was found can be the entity's. */
        NONE,
        /** Seen in a list, as both sides last agreed. */
        SEEN_UNCHANGED,
        /** Seen a moment ago in an answer for it alone, as both sides last agreed. */
        CONFIRMED_UNCHANGED,
        /** Seen with changes. For an unlinked entity: an unlinked object that is the only one it can be. */
        SEEN_CHANGED,
        /** Seen at a new place, only by a list that may be old. */
        GLIMPSED,
        /** Several objects may be the entity's. */
        AMBIGUOUS,
        /** Seen, and others have put something into it or below it. */
        HOLDS_OTHERS,
        /** Seen, and items of the ledger are still in it or below it. */
        HOLDS_OURS,
        /** The seen object comes from an earlier create that was given up. */
        MADE_LATE,
        /** The seen object is a former one of the entity, which was replaced or released. */
        FORMER,
        /** Expected and absent from a complete read; not looked up, or not absent for long enough. */
        MISSING,
        /** Absent from two complete reads, and deleted according to its look-up by id, see {@link LookupFindings}. */
        GONE,
        MOVED_MAPPED,
        MOVED_UNMAPPED,
        /** Last agreed as finished, and outside the window of finished objects that was read. */
        NOT_EXPECTED,
        /** Answers by its id, as a deleted object also does, and no search shows if it exists. */
        CANNOT_TELL,
        /** The read was not complete, or there was none. */
        UNKNOWN
    }

    public enum Action {
        NOTHING,
        CREATE,
        IMPORT,
        ADOPT,
        MERGE_FIELDS,
        /** Count one absence, and read it by its id. */
        LOOK_UP,
        /** Read the object itself, and decide again with the answer. */
        FETCH,
        /** Do nothing yet: a later read decides. */
        WAIT,
        /** Soft-delete in the ledger, close the link; subject to the guards. */
        DELETE_LOCALLY,
        /** Delete the object; subject to the guards. */
        DELETE_REMOTELY,
        /**
         * Keep the entity, detach it, open an existence conflict with the choices: stay detached, recreate, archive.
         */
        DETACH_AND_ASK,
        /** Open an existence conflict, write nothing. */
        ASK,
        CLOSE,
        /** Move the entity into the project of the object's new list, then merge the fields. */
        MOVE,
        LEAVE_SCOPE,
        /** Unlink the object, and leave it as it is. */
        RELEASE,
        /** Link the entity to the same object as before. */
        LINK_AGAIN,
        /** Restore the entity in the ledger and link it again; the base is unknown. */
        RESTORE_LOCALLY,
        FREEZE,
        /** Report a second object of the entity to a person. */
        REPORT_COPY,
        /** Find out the outcome of the create first (docs/sync-design.md, section 6). */
        RESOLVE_CREATE,
        /** Find out the outcome of the delete first. */
        RESOLVE_DELETE
    }

    public ExistenceRule rule() {
        return Objects.requireNonNull(row, "no row has decided it");
    }

    /** Decides every combination. Narrow cycles, which read no lists, give {@code NONE} for unlinked entities. */
    public static ExistenceDecision of(LinkState link, LocalState local, RemoteState remote) {
        return switch (link) {
            case CLASH -> new ExistenceDecision(ExistenceRule.UNDECIDED, Action.FREEZE);
            case NONE -> ExistenceRules.unlinked(local, remote);
            case CREATE_SENT -> CreateRules.sent(local, remote, Action.CREATE);
            case CREATE_SPENT -> CreateRules.sent(local, remote, Action.ASK);
            case NEVER_ANSWERED -> CreateRules.neverAnswered(local, remote);
            case STOPPED -> CreateRules.stopped(local, remote);
            case LINKED -> ExistenceRules.linked(local, remote);
            case DELETE_SENT -> ExistenceRules.deleteSent(local, remote);
            case DELETE_OVER -> ExistenceRules.deleteOver(local, remote);
            case OUT_OF_SCOPE -> ExistenceRules.outOfScope(local, remote);
            case CLOSED -> ExistenceRules.closed(local, remote);
            case DETACHED -> ExistenceRules.detached(remote);
            case RELEASED -> ExistenceRules.released(local, remote);
        };
    }

    static ExistenceDecision nothing() {
        return new ExistenceDecision(null, Action.NOTHING);
    }

    /** The decision for a second object: the entity already has one. */
    static ExistenceDecision copy() {
        return new ExistenceDecision(ExistenceRule.DUPLICATE, Action.REPORT_COPY);
    }

    /** The decision for an object of the entity that is seen again after a release, a deletion or a replacement. */
    static ExistenceDecision back() {
        return new ExistenceDecision(ExistenceRule.REAPPEARED, Action.ASK);
    }

    /** The rows of the existence decision table (docs/sync-design.md, section 5). */
    public enum ExistenceRule {
        LOCAL_ONLY("E1"), // only in the ledger: created remotely
        REMOTE_ONLY("E2"), // only remotely: imported
        UNLINKED_PAIR("E3"), // the only pair of its kind that was never linked: adopted
        ON_BOTH_SIDES("E4"), // on both sides: its fields are merged
        MISSING("E5"), // not in a complete read: looked up, no action yet
        DELETED_REMOTELY("E6"), // deleted remotely, unchanged locally: deleted locally
        DELETED_REMOTELY_CHANGED_LOCALLY("E7"), // deleted remotely, changed locally: kept and detached, a conflict
        DELETED_LOCALLY("E8"), // deleted locally, unchanged remotely: deleted remotely
        DELETED_LOCALLY_CHANGED_REMOTELY("E9"), // deleted locally, changed remotely: a conflict
        DELETED_ON_BOTH_SIDES("E10"), // deleted on both sides: closed
        MOVED("E11"), // moved remotely or by a local placement: into the mapped project, or out of scope
        RESTORED_REMOTELY("E12"), // deleted locally by the sync, and seen again remotely: restored
        REAPPEARED("E13"), // seen again remotely after its release or deletion: a conflict
        UNDECIDED("E14"), // claimed twice, or its object is unknown: nothing is done until a person decides
        NOT_READ("E15"), // the read was not complete: no absence, no deletion
        DELETED_DURING_CREATE(
                "E16"), // deleted locally while it was created remotely: cancelled, or its outcome found first
        FINISHED_ON_BOTH_SIDES("E17"), // finished on both sides and outside of what was read: normal
        WANTED_AGAIN("E18"), // restored locally after both sides deleted it: created again remotely
        DUPLICATE("DUPLICATE"); // a further object of an entity that has one: reported, never imported

        private final String code;

        ExistenceRule(String code) {
            this.code = code;
        }

        /** Its code in the table, as it is stored and shown. */
        public String code() {
            return code;
        }
    }

    /**
     * The findings on an item that a complete read of its list did not show (docs/sync-design.md, section 5).
     *
     * @param byId the answer to a read of the item by its id in its last known list
     * @param elsewhere the result of a search in the open items of other lists
     * @param changed true if that answer differs from the content on which both sides last agreed
     * @param settled true if two complete reads, far enough apart, did not show it
     */
    public record LookupFindings(ById byId, Elsewhere elsewhere, boolean changed, boolean settled) {

        public enum ById {
            /** Completed or abandoned. */
            FINISHED,
            /** Answered as if open: a deleted task stays readable, without a mark. */
            OPEN,
            /** The service says that it was deleted, which proves it. */
            DELETED,
            /** 404: not in that list. */
            NOT_THERE,
            /** 200 without a body, or a refusal: the service says that there is no such item. */
            EMPTY,
            /** 500: the list was deleted. */
            LIST_GONE,
            /** Not read, or no conclusive answer. */
            UNANSWERED
        }

        public enum Elsewhere {
            NOT_SEARCHED,
            NOWHERE,
            IN_MAPPED,
            IN_UNMAPPED
        }

        /**
         * Returns the state of the object. An item found elsewhere is never gone, whatever the read by id answers; nor
         * is an item that was not searched for.
         */
        public RemoteState state() {
            return switch (elsewhere) {
                case IN_MAPPED -> RemoteState.MOVED_MAPPED;
                case IN_UNMAPPED -> RemoteState.MOVED_UNMAPPED;
                case NOWHERE ->
                    switch (byId) {
                        case NOT_THERE -> RemoteState.MOVED_UNMAPPED; // moved out of sight, as into an archived list
                        case LIST_GONE -> gone();
                        case FINISHED, OPEN, DELETED, EMPTY, UNANSWERED -> byIdAlone();
                    };
                case NOT_SEARCHED -> byIdAlone();
            };
        }

        private RemoteState byIdAlone() {
            return switch (byId) {
                case FINISHED -> changed ? RemoteState.SEEN_CHANGED : RemoteState.SEEN_UNCHANGED;
                case OPEN, EMPTY -> gone();
                case DELETED -> RemoteState.GONE;
                case NOT_THERE, LIST_GONE, UNANSWERED -> RemoteState.MISSING; // may have been moved
            };
        }

        private RemoteState gone() {
            return settled ? RemoteState.GONE : RemoteState.MISSING;
        }
    }
}
