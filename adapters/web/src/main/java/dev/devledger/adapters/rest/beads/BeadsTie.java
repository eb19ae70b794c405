package dev.devledger.adapters.rest.beads;

/** What becomes of a dependency of beads, which has some twenty types of them. */
enum BeadsTie {
    PARENT,
    BLOCKED_BY,
    DISCOVERED_FROM,
    RELATED;

    static BeadsTie of(String type) {
        return switch (type) {
            case "parent-child" -> PARENT;
            case "blocks", "conditional-blocks", "waits-for" -> BLOCKED_BY;
            case "discovered-from" -> DISCOVERED_FROM;
            default -> RELATED;
        };
    }

    /** Whether the type says no more than the tie does. */
    static boolean isWhole(String type) {
        return switch (type) {
            case "parent-child", "blocks", "discovered-from", "related", "relates-to" -> true;
            default -> false;
        };
    }

    /** The type of a tie that beads has not heard of yet. */
    String type() {
        return switch (this) {
            case PARENT -> "parent-child";
            case BLOCKED_BY -> "blocks";
            case DISCOVERED_FROM -> "discovered-from";
            case RELATED -> "related";
        };
    }
}
