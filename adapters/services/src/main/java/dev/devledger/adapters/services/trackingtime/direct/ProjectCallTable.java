package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.kernel.CallTable.Arguments.decimal;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.flag;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.whole;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.word;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.many;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.more;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.objects;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.one;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.row;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.text;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.wholes;
import static dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest.ask;
import static dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest.delete;
import static dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest.get;
import static dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest.post;
import static dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest.put;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.FOUND;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.ID;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.PROJECT;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.TASK;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.TIMES;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.USER;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.ADDS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.DELETES;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.READS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.SETS;

import dev.devledger.adapters.services.kernel.CallTable;
import dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.Pages;
import dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import java.util.List;

/** Calls about projects and tasks. */
final class ProjectCallTable {
    static final List<CallTable.Row<TrackingTimeCalls>> ALL = List.of(
            row("tt_list_projects", READS, "Projects, the active ones unless a filter says otherwise.")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED", "FOLLOWING"))
                    .by("GET /projects", get("projects"), many("projects", PROJECT)),
            row("tt_search_projects", READS, "Finds projects and tasks by a word of three letters or more.")
                    .taking(
                            text("keyword", 3).needed(),
                            word("filter", "ALL", "ACTIVE", "ARCHIVED", "FOLLOWING"),
                            word("type", "PROJECT", "TASK", "ALL"))
                    .by("GET /projects/search", get("projects/search"), many("found", FOUND)),
            more("tt_list_project_ids", READS, "Ids of projects only.")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED", "FOLLOWING"))
                    .by("GET /projects/ids", get("projects/ids"), many("projects", ID)),
            row("tt_get_project_times", READS, "Summed time and estimates of several projects.")
                    .taking(wholes("project_ids").needed())
                    .by("GET /projects/times", ask("projects/times").idsOf("project_ids"), many("times", TIMES)),
            row(
                            "tt_create_project",
                            ADDS,
                            "Makes a project. Customer and service are given by name; an unknown name makes a new one.")
                    .taking(text("name").needed(), text("customer_name"), text("service_name"), whole("template_id"))
                    .by("POST /projects", post("projects/add"), one("project", PROJECT)),
            row(
                            "tt_get_project",
                            READS,
                            "One project; flags add its tasks, task lists and subtasks. Rates are never shown.")
                    .taking(
                            flag("include_tasks"),
                            flag("include_task_lists"),
                            flag("include_billing"),
                            flag("include_subtasks"))
                    .by("GET /projects/{id}", get("projects/{id}").without("include_billing"), one("project", PROJECT)),
            row(
                            "tt_update_project",
                            SETS,
                            "Renames a project or gives it another customer or service, by name; an unknown name makes a new one.")
                    .texts("name", "customer_name", "service_name")
                    .by("PATCH /projects/{id}", post("projects/update/{id}"), one("project", PROJECT)),
            row("tt_archive_project", SETS, "Closes a project.")
                    .by("POST /projects/{id}/archive", put("projects/close/{id}"), one("project", PROJECT)),
            row("tt_reopen_project", SETS, "Opens a closed project.")
                    .by("POST /projects/{id}/reopen", put("projects/open/{id}"), one("project", PROJECT)),
            row("tt_get_project_users", READS, "People with a task in a project.")
                    .by("GET /projects/{id}/users", get("projects/{id}/users"), many("users", USER)),
            more(
                            "tt_delete_project",
                            DELETES,
                            "Deletes a project. Its tasks and time entries stay unless delete_all is true. Nothing brings it back.")
                    .taking(flag("delete_all").said("true also deletes its tasks and time entries"))
                    .by("DELETE /projects/{id}", delete("projects/delete/{id}").orElse("delete_all", false)),
            more("tt_merge_projects", DELETES, "Moves all of one project into another, which stays. Nothing undoes it.")
                    .taking(whole("target_id").needed())
                    .by("POST /projects/{source_id}/merge", SingleRequest.merge(), one("project", PROJECT)),
            more(
                            "tt_update_project_preferences",
                            SETS,
                            "One's own view, favourite mark and display of closed tasks for a project.")
                    .taking(text("default_view"), flag("is_favorite"), flag("show_closed_tasks"))
                    .by(
                            "PATCH /projects/{id}/preferences",
                            post("projects/update_preferences/{id}"),
                            one("project", PROJECT)));

    private ProjectCallTable() {}

    private static final Argument DUE = text("due_date").said("2026-03-31");
    private static final Argument ESTIMATE = decimal("estimated_time").said("Hours");
    private static final Argument PEOPLE = objects("users", whole("id").needed());

    static final List<CallTable.Row<TrackingTimeCalls>> TASKS = List.of(
            row("tt_list_tasks", READS, "Tasks by state and project; TRACKING lists those with a running timer.")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED", "TRACKING"), whole("project_id"))
                    .by("GET /tasks", Pages.ofHundred("tasks"), many("tasks", TASK)),
            row("tt_create_task", ADDS, "Makes a task, with assignees, due day and an estimate in hours.")
                    .taking(text("name").needed(), whole("project_id"), whole("user_id"), DUE, ESTIMATE, PEOPLE)
                    .by("POST /tasks", post("tasks/share"), one("task", TASK)),
            row("tt_search_tasks", READS, "Finds active tasks by pairs of project name and task name.")
                    .taking(objects(
                                    "data",
                                    text("project_name").needed(),
                                    text("task_name").needed())
                            .needed())
                    .by("POST /tasks/search", ask("tasks/search"), many("tasks", TASK)),
            more("tt_get_task_times", READS, "Summed time of several tasks.")
                    .taking(wholes("task_ids").needed())
                    .by("GET /tasks/times", ask("tasks/times").idsOf("task_ids"), many("times", TIMES)),
            more("tt_sort_tasks", SETS, "Orders tasks by given indices.")
                    .taking(
                            objects(
                                            "data",
                                            whole("id").needed(),
                                            whole("sort_index").needed())
                                    .needed(),
                            flag("by_day"))
                    .by("POST /tasks/sort", post("tasks/sort")),
            more(
                            "tt_import_tasks",
                            ADDS,
                            "Makes many tasks at once, with project, customer and service by name. It only checks them unless preview_mode is false.")
                    .taking(
                            objects(
                                            "data",
                                            text("task_name").needed(),
                                            text("project_name"),
                                            text("customer_name"),
                                            text("service_name"))
                                    .needed(),
                            flag("preview_mode"))
                    .by(
                            "POST /tasks/import",
                            post("account/import/tasks").orElse("preview_mode", true),
                            many("tasks", TASK)),
            row("tt_get_task", READS, "One task. Rates are never shown.")
                    .taking(flag("include_billing"))
                    .by("GET /tasks/{id}", get("tasks/{id}").without("include_billing"), one("task", TASK)),
            row("tt_update_task", SETS, "Changes a task's name, project, due day, estimate or assignees.")
                    .taking(text("name"), whole("project_id"), DUE, ESTIMATE, PEOPLE)
                    .by("PATCH /tasks/{id}", put("tasks/update/{id}"), one("task", TASK)),
            row("tt_close_task", SETS, "Marks a task done.")
                    .by("POST /tasks/{id}/complete", put("tasks/close/{id}"), one("task", TASK)),
            row("tt_reopen_task", SETS, "Opens a done task.")
                    .by("POST /tasks/{id}/reopen", put("tasks/open/{id}"), one("task", TASK)),
            row(
                            "tt_delete_task",
                            DELETES,
                            "Deletes a task. Its time entries stay unless delete_all is true. Nothing brings it back.")
                    .taking(flag("delete_all").said("true also deletes its time entries"))
                    .by("DELETE /tasks/{id}", delete("tasks/delete/{id}").orElse("delete_all", false)));
}
