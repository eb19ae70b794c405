package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.domain.shared.Violations;

/** What the schemas of all writing tools have in common. */
public final class WriteSchema {
    static final String DRY_RUN = "dry_run";
    public static final String REASON = "reason";
    static final String EXPECTED = "expected_version";
    public static final String INSTANT = "2026-03-31 or 2026-03-31T09:00:00Z";

    private WriteSchema() {}

    /** The tool's own arguments, and behind them those that every write of the ledger takes. */
    public static Schema input(Schema own) {
        return own.and(
                REASON,
                Schema.text(500).described("Why; kept in the history"),
                "idempotency_key",
                Schema.text(64).described("A repeat with the same key gets the first answer"),
                EXPECTED,
                Schema.mapOf(Schema.number())
                        .described("Versions that you read, {\"T-345\":7}; refused if one has changed"),
                DRY_RUN,
                Schema.flag().orElse(false).described("Only show the effect"));
    }

    public static Schema output() {
        return Schema.open(
                        "changeSet", Schema.text(),
                        "results",
                                Schema.list(Schema.open("key", Schema.text(), "version", Schema.number())
                                        .requiring("key")),
                        "dryRun", Schema.flag(),
                        "replayed", Schema.flag(),
                        "hint", Schema.text())
                .requiring("results");
    }

    public static Schema project() {
        return Schema.text(500).described("P- key or exact name");
    }

    public static Schema markdown() {
        return Schema.text(100_000).described("Markdown");
    }

    public static Schema priority() {
        return Schema.oneOf("none", "low", "medium", "high");
    }

    /** Of each task or project that it is given with. */
    public static Schema note() {
        return Schema.text(Violations.NOTE).described("Added to its log");
    }

    public static Schema stage() {
        return Schema.text(Violations.STAGE).described("Where it stands, such as in review");
    }

    public static Schema minutes() {
        return Schema.number(0, Violations.MINUTES);
    }

    public static Schema assignees() {
        return Schema.list(Schema.text(500), Violations.ASSIGNEES).described("People by U- key, e-mail or name; or me");
    }

    public static Schema tags() {
        return Schema.list(Schema.text(64), 50);
    }
}
