package dev.devledger.domain.sync.existence;

import dev.devledger.domain.sync.existence.ExistenceRules.CreateRules;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The existence decision table (docs/sync-design.md, section 5): what becomes of an entity by what is known of its
 * link, of the ledger's side and of the remote's.
 *
 * @param row the row that applied, null where the table has none, as there is nothing to decide
 */
public record Existence(Existence.@Nullable ExistenceRule row, Action action) {

    public enum LinkState {
        NONE,
        /** A create was sent, or may have been; its outcome is not known. */
        CREATE_SENT,
        /** As often as it may be, without an answer to any of them. */
        CREATE_SPENT,
        /** A person is asked what is to become of it, as no create was ever answered. */
        NEVER_ANSWERED,
        /** A person is asked which one it is. */
        STOPPED,
        LINKED,
        /** A delete was sent, or may have been, and may come to pass yet. */
        DELETE_SENT,
        /** A delete that was sent has come to pass by now, or never will. */
        DELETE_OVER,
        /** Both sides were rid of it. */
        CLOSED,
        /** Each side stays as it is, until a person brings them together. */
        DETACHED,
        /** Let go by the ledger, as by a placement: the remote object stays, and is the same where it is wanted again. */
        RELEASED,
        /** It is in a list that is not mapped. */
        OUT_OF_SCOPE,
        CLASH;

        /** As far as the link itself tells. */
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
        /** As it was when both sides last agreed. */
        UNCHANGED,
        /** Changed since, or made here. */
        CHANGED,
        /** Deleted by a person or an agent. */
        DELETED,
        /** Deleted by the sync and untouched since. */
        ARCHIVED,
        /** There, and another remote object stands for it. */
        REPLACED,
        /** There, and not the remote's business. */
        OUTSIDE;

        boolean isPresent() {
            return switch (this) {
                case UNCHANGED, CHANGED -> true;
                case ABSENT, DELETED, ARCHIVED, REPLACED, OUTSIDE -> false;
            };
        }

        /** As far as what is wanted there tells; what is wanted may have been changed. */
        public static LocalState of(Wanted wanted) {
            return switch (wanted) {
                case Wanted.Present present -> CHANGED;
                case Wanted.Gone gone -> DELETED;
                case Wanted.Replaced replaced -> REPLACED;
                case Wanted.Outside outside -> OUTSIDE;
            };
        }
    }

    /** Seen means open or finished: finished is a status, not an absence. */
    public enum RemoteState {
        /** No remote object is known, and none was looked for or none can be it. */
        NONE,
        /** Seen as both sides last agreed, in a list. */
        SEEN_UNCHANGED,
        /** Seen as both sides last agreed, in an answer of its own a moment ago. */
        CONFIRMED_UNCHANGED,
        /** Seen, and not so; of what is not linked: nobody's, and nothing else can be it. */
        SEEN_CHANGED,
        /** Where it was not before, by a list that may lag behind; nothing else has said so. */
        GLIMPSED,
        /** Several may be it. */
        AMBIGUOUS,
        /** Seen, and others have put something into it or below it. */
        HOLDS_OTHERS,
        /** Seen, and what is the ledger's is still in it or below it. */
        HOLDS_OURS,
        /** Seen is one that a create of it has made after all, that was given up before. */
        MADE_LATE,
        /** Seen is one that it was once, before another took its place or nothing did. */
        FORMER,
        /** Expected and absent from a complete read; not looked up, or not for long enough. */
        MISSING,
        /** Absent from two complete reads, and deleted by its own look-up, see {@link LookUp}. */
        GONE,
        MOVED_MAPPED,
        MOVED_UNMAPPED,
        /** Last agreed as finished, and outside of the window of finished ones that was read. */
        NOT_EXPECTED,
        /** It answers by its id, as a deleted one does, and no search tells whether it is there. */
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
        /** Count one absence, and ask for it by its id. */
        LOOK_UP,
        /** Get the object itself, and decide again with the answer. */
        FETCH,
        /** Nothing yet: a later read decides. */
        WAIT,
        /** Soft-delete in the ledger, close the link; subject to the guards. */
        DELETE_LOCALLY,
        /** Subject to the guards. */
        DELETE_REMOTELY,
        /** Keep the ledger's, detach, open an existence conflict: stay detached, recreate, archive. */
        DETACH_AND_ASK,
        /** Open an existence conflict, write nothing. */
        ASK,
        CLOSE,
        /** Take over the project that belongs to its new list, then merge the fields. */
        MOVE,
        LEAVE_SCOPE,
        /** Let it go, and leave it as it is. */
        RELEASE,
        /** It is the same object as before. */
        LINK_AGAIN,
        /** Restore in the ledger, link again; the base is not known. */
        RESTORE_LOCALLY,
        FREEZE,
        /** Tell a person that there is one more. */
        REPORT_COPY,
        /** Find out what became of the create first (docs/sync-design.md, section 6). */
        RESOLVE_CREATE,
        /** Find out what became of the delete first. */
        RESOLVE_DELETE
    }

    public ExistenceRule rule() {
        return Objects.requireNonNull(row, "no row has decided it");
    }

    /** Total and pure. Narrow cycles, which read no lists, give {@code NONE} for what is not linked. */
    public static Existence of(LinkState link, LocalState local, RemoteState remote) {
        return switch (link) {
            case CLASH -> new Existence(ExistenceRule.UNDECIDED, Action.FREEZE);
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

    static Existence nothing() {
        return new Existence(null, Action.NOTHING);
    }

    /** Of what has an object of its own. */
    static Existence copy() {
        return new Existence(ExistenceRule.DUPLICATE, Action.REPORT_COPY);
    }

    /** Of what it was once and is not now. */
    static Existence back() {
        return new Existence(ExistenceRule.REAPPEARED, Action.ASK);
    }

    /** The rows of the existence decision table (docs/sync-design.md, section 5). */
    public enum ExistenceRule {
        LOCAL_ONLY("E1"), // only in the ledger: made at the remote
        REMOTE_ONLY("E2"), // only at the remote: imported
        UNLINKED_PAIR("E3"), // the only pair of its kind that was never linked: adopted
        ON_BOTH_SIDES("E4"), // on both sides: its fields are merged
        MISSING("E5"), // not in a complete read: looked up, no action yet
        DELETED_REMOTELY("E6"), // deleted at the remote, unchanged here: deleted here
        DELETED_REMOTELY_CHANGED_LOCALLY("E7"), // deleted at the remote, changed here: kept and detached, a conflict
        DELETED_LOCALLY("E8"), // deleted here, unchanged at the remote: deleted there
        DELETED_LOCALLY_CHANGED_REMOTELY("E9"), // deleted here, changed at the remote: a conflict
        DELETED_ON_BOTH_SIDES("E10"), // deleted on both sides: closed
        MOVED("E11"), // moved: into the mapped project, or out of scope, by the remote or by a placement here
        RESTORED_REMOTELY("E12"), // deleted here by the sync, and back at the remote: restored
        REAPPEARED("E13"), // back at the remote after it was let go: a conflict
        UNDECIDED("E14"), // claimed twice, or nobody knows which one it is: nothing is done until a person decides
        NOT_READ("E15"), // the read was not complete: no absence, no deletion
        DELETED_DURING_CREATE(
                "E16"), // deleted here while it was being made there: taken back, or its outcome found first
        FINISHED_ON_BOTH_SIDES("E17"), // finished on both sides and outside of what was read: normal
        WANTED_AGAIN("E18"), // restored here after both sides were rid of it: made there again
        DUPLICATE("DUPLICATE"); // one more of what has one: reported, never taken over

        private final String code;

        ExistenceRule(String code) {
            this.code = code;
        }

        /** Its number in the table, by which it is stored and shown. */
        public String code() {
            return code;
        }
    }

    /**
     * What is known of an item that a complete read of its list did not have (docs/sync-design.md, section 5).
     *
     * @param byId the answer for its id under the last list that is known
     * @param elsewhere whether a search of the open items of other lists found it
     * @param changed whether what was answered by its id differs from what both sides last agreed on
     * @param settled whether two complete reads, far enough apart, did not have it
     */
    public record LookUp(ById byId, Elsewhere elsewhere, boolean changed, boolean settled) {

        public enum ById {
            /** Completed or abandoned. */
            FINISHED,
            /** As if it were open: a deleted task stays readable, without a mark. */
            OPEN,
            /** The service says that it was deleted, which proves it. */
            DELETED,
            /** 404: it is not in that list. */
            NOT_THERE,
            /** 200 without a body, or a no: there is no such item, as far as it says. */
            EMPTY,
            /** 500: the list was deleted. */
            LIST_GONE,
            /** Not asked, or no answer that tells. */
            UNANSWERED
        }

        public enum Elsewhere {
            NOT_SEARCHED,
            NOWHERE,
            IN_MAPPED,
            IN_UNMAPPED
        }

        /** An item that was found alive is never gone, whatever its id answers; one that was not searched for, neither. */
        public RemoteState state() {
            return switch (elsewhere) {
                case IN_MAPPED -> RemoteState.MOVED_MAPPED;
                case IN_UNMAPPED -> RemoteState.MOVED_UNMAPPED;
                case NOWHERE ->
                    switch (byId) {
                        case NOT_THERE -> RemoteState.MOVED_UNMAPPED; // to where we cannot see, as an archived list
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
                case NOT_THERE, LIST_GONE, UNANSWERED -> RemoteState.MISSING; // it may have been moved
            };
        }

        private RemoteState gone() {
            return settled ? RemoteState.GONE : RemoteState.MISSING;
        }
    }
}
