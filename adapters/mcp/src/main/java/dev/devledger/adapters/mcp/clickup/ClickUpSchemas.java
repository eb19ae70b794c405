package dev.devledger.adapters.mcp.clickup;

import static dev.devledger.adapters.mcp.tool.Schema.flag;
import static dev.devledger.adapters.mcp.tool.Schema.list;
import static dev.devledger.adapters.mcp.tool.Schema.number;
import static dev.devledger.adapters.mcp.tool.Schema.numberOf;
import static dev.devledger.adapters.mcp.tool.Schema.object;
import static dev.devledger.adapters.mcp.tool.Schema.open;
import static dev.devledger.adapters.mcp.tool.Schema.text;

import dev.devledger.adapters.mcp.tool.Schema;

/** What the arguments and answers of several tools are made of. */
final class ClickUpSchemas {
    static final Schema TASK_ID = text(64).described("ClickUp task id");
    static final Schema LIST_ID = text(64).described("ClickUp list id");
    static final Schema SPACE_ID = text(64).described("ClickUp space id");
    static final Schema BOARD_ID = text(64).described("ClickUp view id");
    static final Schema ARCHIVED = flag().orElse(false).described("Only archived ones");
    static final Schema PAGE = number(0, 100_000).orElse(0).described("Start at this page of 100");
    static final Schema DONE = open("done", flag()).requiring("done");

    private static final Schema TEAM_ID = text(64).described("Only in this workspace");

    private ClickUpSchemas() {}

    static Schema read(Schema fields) {
        return fields.and("team_id", TEAM_ID);
    }

    static Schema write(Schema fields) {
        return fields.and("team_id", TEAM_ID, "idempotency_key", text(64), "reason", text(500));
    }

    static Schema all(String name) {
        return open(name, list(object()), "hint", text()).requiring(name);
    }

    static Schema taskFields(Schema fields) {
        return fields.and(
                "description", text(100_000),
                "markdown_content", text(100_000).described("In the place of description"),
                "assignees", list(number(), 50).described("User ids"),
                "tags", list(text(64), 50),
                "status", text(100),
                "priority", numberOf(1, 2, 3, 4).described("1 urgent, 2 high, 3 normal, 4 low"),
                "due_date", text(40).described("Milliseconds, or 2026-03-31T09:00:00Z"),
                "due_date_time", flag().orElse(false).described("The time of day counts"),
                "start_date", text(40),
                "start_date_time", flag().orElse(false),
                "time_estimate", number().described("Milliseconds"),
                "points", number(),
                "custom_fields", list(open("id", text(64)).requiring("id"), 50).described("{id, value} each"));
    }
}
