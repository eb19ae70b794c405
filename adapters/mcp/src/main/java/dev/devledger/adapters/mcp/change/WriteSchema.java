package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.domain.shared.Violations;

/** What the schemas of all writing tools have in common. */
public final class WriteSchema {
    static final String DRY_RUN = "dry_run";
    static final String AGENT = "agent";
    static final String CLAIM_NUMBER = "claim_number";
    static final String FORCE = "force";
    public static final String REASON = "reason";
    static final String EXPECTED = "expected_version";
    public static final String INSTANT = "2026-03-31[T09:00:00Z]";

    private WriteSchema() {}

    /** The tool's own arguments, and behind them those that every write of the ledger takes: the instructions explain them. */
    public static Schema input(Schema own) {
        return own.and(
                REASON,
                Schema.text(500),
                AGENT,
                Schema.text(),
                "idempotency_key",
                Schema.text(),
                EXPECTED,
                Schema.mapOf(Schema.number()).described("{\"T-345\":7}"),
                DRY_RUN,
                Schema.flag());
    }

    /** Of a tool that has little to lose: what it does is seen at once and taken back by another call. */
    public static Schema brief(Schema own) {
        return own.and(REASON, Schema.text(500), AGENT, Schema.text(), "idempotency_key", Schema.text());
    }

    /** As {@link #input}, of a tool that writes on tasks that agents may have claimed. */
    public static Schema inputOnTasks(Schema own) {
        return input(own.and(CLAIM_NUMBER, Schema.number(), FORCE, Schema.flag().described("Whoever has claimed it")));
    }

    public static Schema output() {
        return Schema.open("changeSet", Schema.text(), "results", Schema.list()).requiring("results");
    }

    public static Schema project() {
        return Schema.text(500).described("P- key or exact name");
    }

    public static Schema markdown() {
        return Schema.text(100_000).described("Markdown");
    }

    /** Of each task or project that it is given with. */
    public static Schema note() {
        return Schema.text(Violations.NOTE).described("Added to its log");
    }

    public static Schema tags() {
        return Schema.list(Schema.text());
    }
}
