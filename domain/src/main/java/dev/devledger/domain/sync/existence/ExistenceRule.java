package dev.devledger.domain.sync.existence;

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
    DELETED_DURING_CREATE("E16"), // deleted here while it was being made there: taken back, or its outcome found first
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
