package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.trackingtime.direct.Args.flag;
import static dev.devledger.adapters.services.trackingtime.direct.Args.needed;
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

/** Calls about projects. */
final class ProjectRows {
    static final List<CallTable.Row<TrackingTimeCalls>> ALL = List.of(
            row("tt_list_projects", READS, "Projects, the active ones unless a filter says otherwise.")
                    .at("GET /projects")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED", "FOLLOWING"))
                    .by(get("projects"), many("projects", Shape.PROJECT)),
            row("tt_search_projects", READS, "Finds projects and tasks by a word of three letters or more.")
                    .at("GET /projects/search")
                    .taking(
                            needed(text("keyword", 3)),
                            word("filter", "ALL", "ACTIVE", "ARCHIVED", "FOLLOWING"),
                            word("type", "PROJECT", "TASK", "ALL"))
                    .by(get("projects/search"), many("found", Shape.FOUND)),
            more("tt_list_project_ids", READS, "Ids of projects only.")
                    .at("GET /projects/ids")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED", "FOLLOWING"))
                    .by(get("projects/ids"), many("projects", Shape.ID)),
            row("tt_get_project_times", READS, "Summed time and estimates of several projects.")
                    .at("GET /projects/times")
                    .taking(needed(wholes("project_ids")))
                    .by(ask("projects/times").idsOf("project_ids"), many("times", Shape.TIMES)),
            row(
                            "tt_create_project",
                            ADDS,
                            "Makes a project. Customer and service are given by name; an unknown name makes a new one.")
                    .at("POST /projects")
                    .taking(needed(text("name")), text("customer_name"), text("service_name"), whole("template_id"))
                    .by(post("projects/add"), one("project", Shape.PROJECT)),
            row(
                            "tt_get_project",
                            READS,
                            "One project; flags add its tasks, task lists and subtasks. Rates are never shown.")
                    .at("GET /projects/{id}")
                    .taking(
                            needed(whole("id")),
                            flag("include_tasks"),
                            flag("include_task_lists"),
                            flag("include_billing"),
                            flag("include_subtasks"))
                    .by(get("projects/{id}").without("include_billing"), one("project", Shape.PROJECT)),
            row(
                            "tt_update_project",
                            SETS,
                            "Renames a project or gives it another customer or service, by name; an unknown name makes a new one.")
                    .at("PATCH /projects/{id}")
                    .taking(needed(whole("id")), text("name"), text("customer_name"), text("service_name"))
                    .by(post("projects/update/{id}"), one("project", Shape.PROJECT)),
            row("tt_archive_project", SETS, "Closes a project.")
                    .at("POST /projects/{id}/archive")
                    .taking(needed(whole("id")))
                    .by(put("projects/close/{id}"), one("project", Shape.PROJECT)),
            row("tt_reopen_project", SETS, "Opens a closed project.")
                    .at("POST /projects/{id}/reopen")
                    .taking(needed(whole("id")))
                    .by(put("projects/open/{id}"), one("project", Shape.PROJECT)),
            row("tt_get_project_users", READS, "People with a task in a project.")
                    .at("GET /projects/{id}/users")
                    .taking(needed(whole("id")))
                    .by(get("projects/{id}/users"), many("users", Shape.USER)),
            more(
                            "tt_delete_project",
                            DELETES,
                            "Deletes a project. Its tasks and time entries stay unless delete_all is true. Nothing brings it back.")
                    .at("DELETE /projects/{id}")
                    .taking(
                            needed(whole("id")),
                            said(flag("delete_all"), "true also deletes its tasks and time entries"))
                    .by(delete("projects/delete/{id}").orElse("delete_all", false), done()),
            more("tt_merge_projects", DELETES, "Moves all of one project into another, which stays. Nothing undoes it.")
                    .at("POST /projects/{source_id}/merge")
                    .taking(needed(whole("source_id")), needed(whole("target_id")))
                    .by(Sending.merge(), one("project", Shape.PROJECT)),
            more(
                            "tt_update_project_preferences",
                            SETS,
                            "One's own view, favourite mark and display of closed tasks for a project.")
                    .at("PATCH /projects/{id}/preferences")
                    .taking(needed(whole("id")), text("default_view"), flag("is_favorite"), flag("show_closed_tasks"))
                    .by(post("projects/update_preferences/{id}"), one("project", Shape.PROJECT)));

    private ProjectRows() {}
}
