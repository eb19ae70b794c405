package dev.devledger.domain.sync;

import org.jspecify.annotations.Nullable;

/**
 * The existence decision table (sync design, section 5): what becomes of an entity by what is known of its link, of the
 * ledger's side and of the remote's.
 *
 * @param row the row that applied, null where the table has none, as there is nothing to decide
 */
public record Existence(@Nullable Row row, Action action) {

    /** E1 to E18. */
    public enum Row {
        E1("only in the ledger: made at the remote"),
        E2("only at the remote: imported"),
        E3("the only pair of its kind that was never linked: adopted"),
        E4("on both sides: its fields are merged"),
        E5("not in a complete read: looked up, no action yet"),
        E6("deleted at the remote, unchanged here: deleted here"),
        E7("deleted at the remote, changed here: kept and detached, a conflict"),
        E8("deleted here, unchanged at the remote: deleted there"),
        E9("deleted here, changed at the remote: a conflict"),
        E10("deleted on both sides: closed"),
        E11("moved at the remote: into the mapped project, or out of scope"),
        E12("deleted here by the sync, and back at the remote: restored"),
        E13("back at the remote after it was let go: a conflict"),
        E14("claimed twice: nothing is done until a person decides"),
        E15("the read was not complete: no absence, no deletion"),
        E16("deleted here while it was being made there: taken back, or its outcome found first"),
        E17("finished on both sides and outside of what was read: normal"),
        E18("restored here after both sides were rid of it: made there again");

        private final String meaning;

        Row(String meaning) {
            this.meaning = meaning;
        }

        public String meaning() {
            return meaning;
        }
    }

    public enum LinkState {
        NONE,
        /** A create is on record and surely was not sent. */
        CREATE_UNSENT,
        /** A create was sent, or may have been; its outcome is not known. */
        CREATE_SENT,
        LINKED,
        /** Both sides were rid of it. */
        CLOSED,
        /** Kept in the ledger after the remote object was deleted (E7). */
        DETACHED,
        /** Let go by choice, as by a placement: the remote object stays and is no longer ours. */
        RELEASED,
        /** It is in a list that is not mapped. */
        OUT_OF_SCOPE,
        CLASH
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
        ARCHIVED;

        boolean isPresent() {
            return switch (this) {
                case UNCHANGED, CHANGED -> true;
                case ABSENT, DELETED, ARCHIVED -> false;
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
        SEEN_CHANGED,
        /** Expected and absent from a complete read; not looked up, or not for long enough. */
        MISSING,
        /** Absent from two complete reads, and deleted by its own look-up, see {@link LookUp}. */
        GONE,
        MOVED_MAPPED,
        MOVED_UNMAPPED,
        /** Last agreed as finished, and outside of the window of finished ones that was read. */
        NOT_EXPECTED,
        /** The read was not complete. */
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
        /** Restore in the ledger, link again; the base is not known. */
        RESTORE_LOCALLY,
        FREEZE,
        CANCEL_CREATE,
        /** Find out what became of the create first (sync design, section 6). */
        RESOLVE_CREATE
    }

    /** Total and pure. Narrow cycles, which read no lists, give {@code NONE} for what is not linked. */
    public static Existence of(LinkState link, LocalState local, RemoteState remote) {
        return switch (link) {
            case CLASH -> new Existence(Row.E14, Action.FREEZE);
            case CREATE_UNSENT ->
                local.isPresent()
                        ? new Existence(null, Action.RESOLVE_CREATE)
                        : new Existence(Row.E16, Action.CANCEL_CREATE);
            case CREATE_SENT -> new Existence(local.isPresent() ? null : Row.E16, Action.RESOLVE_CREATE);
            case RELEASED -> nothing();
            case NONE -> ExistenceRules.unlinked(local, remote);
            case LINKED -> ExistenceRules.linked(local, remote);
            case OUT_OF_SCOPE -> ExistenceRules.outOfScope(local, remote);
            case CLOSED -> ExistenceRules.closed(local, remote);
            case DETACHED -> ExistenceRules.detached(remote);
        };
    }

    static Existence nothing() {
        return new Existence(null, Action.NOTHING);
    }
}
