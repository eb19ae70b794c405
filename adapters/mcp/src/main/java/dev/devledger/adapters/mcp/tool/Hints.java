package dev.devledger.adapters.mcp.tool;

/**
 * What a client may assume of a tool: the four annotations of the protocol.
 *
 * @param readOnly it changes nothing
 * @param destructive it may overwrite or remove what is there
 * @param idempotent the same call once more changes nothing more
 * @param openWorld it talks to a connected service
 */
public record Hints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
    public static final Hints READS = new Hints(true, false, true, false);
    public static final Hints ADDS = new Hints(false, false, false, false);
    public static final Hints SETS = new Hints(false, false, true, false);
    public static final Hints OVERWRITES = new Hints(false, true, false, false);

    public Hints openWorldToo() {
        return new Hints(readOnly, destructive, idempotent, true);
    }
}
