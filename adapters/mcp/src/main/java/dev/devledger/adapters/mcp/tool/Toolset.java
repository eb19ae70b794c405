package dev.devledger.adapters.mcp.tool;

/** Which tools are offered: {@code devledger.mcp.toolsets} of docs/contract.md, section 2. */
public enum Toolset {
    /** The ledger itself. */
    DEFAULT,
    /** Straight to TickTick, past the ledger. */
    TICKTICK,
    /** Straight to ClickUp, past the ledger. A failure of these tools is JSON (docs/contract.md, section 6). */
    CLICKUP,
    /** Straight to TrackingTime, past the ledger, with failures as CLICKUP has them. */
    TRACKINGTIME;

    boolean failsInJson() {
        return this == CLICKUP || this == TRACKINGTIME;
    }
}
