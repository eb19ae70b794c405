package dev.devledger.adapters.rest.beads;

import tools.jackson.databind.node.ObjectNode;

/** What a line of a file of beads is. */
public enum BeadsKind {
    ISSUE,
    /** A tombstone, as versions before 0.50 leave one of each issue that was deleted. */
    DELETED,
    /** What an agent wanted to remember, and what later versions may have. */
    OTHER;

    public static BeadsKind of(ObjectNode line) {
        if (!line.path("_type").asString("issue").equals("issue")) {
            return OTHER;
        }
        return line.path("status").asString("").equals("tombstone") ? DELETED : ISSUE;
    }
}
