package dev.devledger.domain.sync.merge;

/**
 * The rows of the field decision table (docs/sync-design.md, section 4). L is what the ledger holds, R what the remote
 * holds, B what both were last seen to hold.
 */
public enum MergeRule {
    F1("L = R = B: nothing to do"),
    F2("L = R, and not B: both sides agree again"),
    F3("only the ledger changed it: pushed"),
    F4("only the remote changed it: pulled"),
    F5("both changed the set: what each added and removed is taken together"),
    F6("both changed the list: merged item by item"),
    F7("both changed the text: merged line by line"),
    F8("both changed the status: the end of work wins over another open status, all else is a conflict"),
    F9("both changed the value: a conflict"),
    F10("what both last held is not known: equal is agreed, all else is a conflict"),
    F11("the remote cannot hold it: not compared"),
    F12("written differently, meaning the same: equal"),
    F13("waits for a decision: neither side is written");

    private final String meaning;

    MergeRule(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
