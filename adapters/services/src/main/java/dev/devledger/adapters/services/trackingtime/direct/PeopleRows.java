package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.trackingtime.direct.Args.day;
import static dev.devledger.adapters.services.trackingtime.direct.Args.decimal;
import static dev.devledger.adapters.services.trackingtime.direct.Args.flag;
import static dev.devledger.adapters.services.trackingtime.direct.Args.needed;
import static dev.devledger.adapters.services.trackingtime.direct.Args.text;
import static dev.devledger.adapters.services.trackingtime.direct.Args.whole;
import static dev.devledger.adapters.services.trackingtime.direct.Args.wholes;
import static dev.devledger.adapters.services.trackingtime.direct.Args.word;
import static dev.devledger.adapters.services.trackingtime.direct.Row.done;
import static dev.devledger.adapters.services.trackingtime.direct.Row.many;
import static dev.devledger.adapters.services.trackingtime.direct.Row.more;
import static dev.devledger.adapters.services.trackingtime.direct.Row.one;
import static dev.devledger.adapters.services.trackingtime.direct.Row.row;
import static dev.devledger.adapters.services.trackingtime.direct.Sending.get;
import static dev.devledger.adapters.services.trackingtime.direct.Sending.post;
import static dev.devledger.adapters.services.trackingtime.direct.Sending.put;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.ADDS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.DELETES;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.READS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.REMOVES;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.SETS;

import dev.devledger.adapters.services.kernel.CallTable;
import dev.devledger.adapters.services.trackingtime.json.Shape;
import java.util.List;

/** Calls about people. */
final class PeopleRows {
    static final List<CallTable.Row<TrackingTimeCalls>> ALL = List.of(
            row(
                            "tt_list_users",
                            READS,
                            "People of the account, the active ones unless a filter says otherwise. Entries of"
                                    + " archived people stay: ALL finds their names.")
                    .at("GET /users")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED", "INVITED"), flag("include_teams"))
                    .by(get("users"), many("users", Shape.USER)),
            more("tt_get_user", READS, "One person.")
                    .at("GET /users/{id}")
                    .taking(needed(whole("id")), flag("include_billing"))
                    .by(get("users/{id}").without("include_billing"), one("user", Shape.USER)),
            more("tt_create_user", ADDS, "Adds a person, with role and rates. Rates are never shown.")
                    .at("POST /users")
                    .taking(
                            needed(text("name")),
                            needed(word("role", "ADMIN", "MANAGER", "REGULAR")),
                            text("surname"),
                            text("email"),
                            decimal("hourly_rate"),
                            decimal("hourly_cost"))
                    .by(post("users/add"), one("user", Shape.USER)),
            more("tt_update_user", SETS, "Changes a person's names.")
                    .at("PATCH /users/{id}")
                    .taking(needed(whole("id")), text("name"), text("surname"))
                    .by(post("users/update/{id}"), one("user", Shape.USER)),
            more("tt_archive_user", SETS, "Closes a person's access.")
                    .at("POST /users/{id}/archive")
                    .taking(needed(whole("id")))
                    .by(put("users/close/{id}"), one("user", Shape.USER)),
            more("tt_reactivate_user", SETS, "Opens it again.")
                    .at("POST /users/{id}/reopen")
                    .taking(needed(whole("id")))
                    .by(put("users/open/{id}"), one("user", Shape.USER)),
            more("tt_resend_invite", SETS, "Sends the invitation again.")
                    .at("POST /users/invitation")
                    .taking(needed(text("email")))
                    .by(post("users/resend_invite"), done()),
            more(
                            "tt_reset_icalendar_token",
                            DELETES,
                            "Makes a new secret for one's calendar feed. It is not shown here; the old feed ends.")
                    .at("POST /users/calendar-secret")
                    .by(post("users/icalendar/reset_token"), done()),
            row("tt_assign_user_projects", SETS, "Gives a person projects.")
                    .at("PUT /users/{user_id}/projects")
                    .taking(needed(whole("user_id")), needed(wholes("project_ids")))
                    .by(post("users/{user_id}/assign_projects").idsOf("project_ids"), done()),
            row("tt_remove_user_projects", REMOVES, "Takes projects from a person.")
                    .at("DELETE /users/{user_id}/projects")
                    .taking(needed(whole("user_id")), needed(wholes("project_ids")))
                    .by(post("users/{user_id}/remove_projects").idsOf("project_ids"), done()),
            more("tt_get_user_projects", READS, "A person's projects.")
                    .at("GET /users/{user_id}/projects")
                    .taking(needed(whole("user_id")))
                    .by(
                            get("users/{user_id}/projects"),
                            many("projects", Shape.PROJECT).under("projects")),
            more("tt_get_user_tasks", READS, "A person's tasks, grouped by project.")
                    .at("GET /users/{user_id}/tasks")
                    .taking(needed(whole("user_id")), word("filter", "ALL", "ACTIVE", "ARCHIVED", "TRACKING"))
                    .by(
                            get("users/{user_id}/tasks"),
                            many("projects", Shape.GROUPED).under("projects")),
            row("tt_get_user_trackables", READS, "Projects and tasks that a person may track, grouped.")
                    .at("GET /users/{user_id}/trackables")
                    .taking(
                            needed(whole("user_id")),
                            flag("only_favorites"),
                            flag("include_tasks"),
                            whole("project_id"))
                    .by(
                            get("users/{user_id}/trackables"),
                            many("projects", Shape.GROUPED).under("projects")),
            more("tt_get_user_tracking", READS, "What a person's timer runs on.")
                    .at("GET /users/{user_id}/timer")
                    .taking(needed(whole("user_id")))
                    .by(get("users/{user_id}/tasks/tracking"), one("task", Shape.TASK)),
            more("tt_get_user_report", READS, "A person's worked time between two days, broken down.")
                    .at("GET /users/{user_id}/report")
                    .taking(
                            needed(whole("user_id")),
                            needed(day("from")),
                            needed(day("to")),
                            word("sort_by", "NAME", "WORKED_HOURS"),
                            word("filter", "ALL", "ACTIVE", "ARCHIVED"))
                    .by(get("reports/users/{user_id}"), one("report", Shape.REPORT)),
            more("tt_update_user_permissions", SETS, "What one person may see and edit.")
                    .at("PATCH /users/{user_id}/permissions")
                    .taking(
                            needed(whole("user_id")),
                            flag("can_edit_time_entries"),
                            flag("can_edit_projects_and_tasks"),
                            flag("can_view_time_entries_from_others"),
                            flag("can_view_others"))
                    .by(post("users/update_permissions/{user_id}"), one("user", Shape.USER)),
            more("tt_update_employee", SETS, "Personnel data of a person.")
                    .at("PATCH /users/{user_id}/employee")
                    .taking(
                            needed(whole("user_id")),
                            text("name"),
                            text("nr"),
                            text("employment_status"),
                            text("gender"),
                            text("tax_id"),
                            text("phone"),
                            text("job_title"),
                            text("department"),
                            text("location"),
                            text("notes"),
                            text("birthdate"),
                            text("hire_date"),
                            text("termination_date"))
                    .by(post("users/{user_id}/employee/update"), done()));

    private PeopleRows() {}
}
