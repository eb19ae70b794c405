package dev.devledger.domain.sync.merge;

import java.util.stream.Stream;

/**
 * The rows of the field decision table (docs/sync-design.md, section 4). L is what the ledger holds, R what the remote
 * holds, B what both were last seen to hold.
 */
public enum MergeRule {
    UNCHANGED("F1"), // L = R = B: nothing to do
    SAME_CHANGE("F2"), // L = R, and not B: both sides agree again
    LOCAL_ONLY("F3"), // only the ledger changed it: pushed
    REMOTE_ONLY("F4"), // only the remote changed it: pulled
    BOTH_TAGS("F5"), // both changed the set: what each added and removed is taken together
    BOTH_CHECKLISTS("F6"), // both changed the list: merged item by item
    BOTH_DESCRIPTIONS("F7"), // both changed the text: merged line by line
    BOTH_STATUSES("F8"), // both changed the status: the end of work wins over an open one, all else is a conflict
    BOTH_VALUES("F9"), // both changed the value: a conflict
    BASE_UNKNOWN("F10"), // what both last held is not known: equal is agreed, all else is a conflict
    NOT_SUPPORTED("F11"), // the remote cannot hold it: not compared
    SAME_MEANING("F12"), // written differently, meaning the same: equal
    DECISION_PENDING("F13"); // waits for a decision: neither side is written

    private final String code;

    MergeRule(String code) {
        this.code = code;
    }

    public static MergeRule of(String code) {
        return Stream.of(values())
                .filter(rule -> rule.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row of the field decision table: " + code));
    }

    /** Its number in the table, by which it is stored and shown. */
    public String code() {
        return code;
    }
}
