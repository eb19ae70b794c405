package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.trackingtime.direct.Args.decimal;
import static dev.devledger.adapters.services.trackingtime.direct.Args.flag;
import static dev.devledger.adapters.services.trackingtime.direct.Args.needed;
import static dev.devledger.adapters.services.trackingtime.direct.Args.objects;
import static dev.devledger.adapters.services.trackingtime.direct.Args.said;
import static dev.devledger.adapters.services.trackingtime.direct.Args.text;
import static dev.devledger.adapters.services.trackingtime.direct.Args.whole;
import static dev.devledger.adapters.services.trackingtime.direct.Args.wholes;
import static dev.devledger.adapters.services.trackingtime.direct.Args.word;
import static dev.devledger.adapters.services.trackingtime.direct.Row.done;
import static dev.devledger.adapters.services.trackingtime.direct.Row.many;
import static dev.devledger.adapters.services.trackingtime.direct.Row.more;
import static dev.devledger.adapters.services.trackingtime.direct.Row.one;
import static dev.devledger.adapters.services.trackingtime.direct.Row.row;
import static dev.devledger.adapters.services.trackingtime.direct.Sending.ask;
import static dev.devledger.adapters.services.trackingtime.direct.Sending.delete;
import static dev.devledger.adapters.services.trackingtime.direct.Sending.get;
import static dev.devledger.adapters.services.trackingtime.direct.Sending.post;
import static dev.devledger.adapters.services.trackingtime.direct.Sending.put;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.ADDS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.DELETES;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.READS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.SETS;

import dev.devledger.adapters.services.kernel.CallTable;
import dev.devledger.adapters.services.trackingtime.json.Shape;
import java.util.List;

/** Calls about tasks. */
final class TaskRows {
    static final List<CallTable.Row<TrackingTimeCalls>> ALL = List.of(
            row("tt_list_tasks", READS, "Tasks by state and project; TRACKING lists those with a running timer.")
                    .at("GET /tasks")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED", "TRACKING"), whole("project_id"))
                    .by(Pages.ofHundred("tasks"), many("tasks", Shape.TASK)),
            row("tt_create_task", ADDS, "Makes a task, with assignees, due day and an estimate in hours.")
                    .at("POST /tasks")
                    .taking(
                            needed(text("name")),
                            whole("project_id"),
                            whole("user_id"),
                            said(text("due_date"), "2026-03-31"),
                            said(decimal("estimated_time"), "Hours"),
                            objects("users", needed(whole("id"))))
                    .by(post("tasks/share"), one("task", Shape.TASK)),
            row("tt_search_tasks", READS, "Finds active tasks by pairs of project name and task name.")
                    .at("POST /tasks/search")
                    .taking(needed(objects("data", needed(text("project_name")), needed(text("task_name")))))
                    .by(ask("tasks/search"), many("tasks", Shape.TASK)),
            more("tt_get_task_times", READS, "Summed time of several tasks.")
                    .at("GET /tasks/times")
                    .taking(needed(wholes("task_ids")))
                    .by(ask("tasks/times").idsOf("task_ids"), many("times", Shape.TIMES)),
            more("tt_sort_tasks", SETS, "Orders tasks by given indices.")
                    .at("POST /tasks/sort")
                    .taking(needed(objects("data", needed(whole("id")), needed(whole("sort_index")))), flag("by_day"))
                    .by(post("tasks/sort"), done()),
            more(
                            "tt_import_tasks",
                            ADDS,
                            "Makes many tasks at once, with project, customer and service by name. It only checks them unless preview_mode is false.")
                    .at("POST /tasks/import")
                    .taking(
                            needed(objects(
                                    "data",
                                    needed(text("task_name")),
                                    text("project_name"),
                                    text("customer_name"),
                                    text("service_name"))),
                            flag("preview_mode"))
                    .by(post("account/import/tasks").orElse("preview_mode", true), many("tasks", Shape.TASK)),
            row("tt_get_task", READS, "One task. Rates are never shown.")
                    .at("GET /tasks/{id}")
                    .taking(needed(whole("id")), flag("include_billing"))
                    .by(get("tasks/{id}").without("include_billing"), one("task", Shape.TASK)),
            row("tt_update_task", SETS, "Changes a task's name, project, due day, estimate or assignees.")
                    .at("PATCH /tasks/{id}")
                    .taking(
                            needed(whole("id")),
                            text("name"),
                            whole("project_id"),
                            said(text("due_date"), "2026-03-31"),
                            said(decimal("estimated_time"), "Hours"),
                            objects("users", needed(whole("id"))))
                    .by(put("tasks/update/{id}"), one("task", Shape.TASK)),
            row("tt_close_task", SETS, "Marks a task done.")
                    .at("POST /tasks/{id}/complete")
                    .taking(needed(whole("id")))
                    .by(put("tasks/close/{id}"), one("task", Shape.TASK)),
            row("tt_reopen_task", SETS, "Opens a done task.")
                    .at("POST /tasks/{id}/reopen")
                    .taking(needed(whole("id")))
                    .by(put("tasks/open/{id}"), one("task", Shape.TASK)),
            row(
                            "tt_delete_task",
                            DELETES,
                            "Deletes a task. Its time entries stay unless delete_all is true. Nothing brings it back.")
                    .at("DELETE /tasks/{id}")
                    .taking(needed(whole("id")), said(flag("delete_all"), "true also deletes its time entries"))
                    .by(delete("tasks/delete/{id}").orElse("delete_all", false), done()));

    private TaskRows() {}
}
