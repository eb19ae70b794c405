package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.kernel.CallTable.Arguments.decimal;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.flag;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.whole;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.word;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.PERMISSIONS;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.below;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.day;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.many;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.more;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.objects;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.one;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.row;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.text;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.wholes;
import static dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest.delete;
import static dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest.get;
import static dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest.post;
import static dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest.put;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.GROUP;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.GROUPED;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.NAMED;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.NOTIFICATION;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.PROJECT;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.REPORT;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.TAG;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.TASK;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.TEAM;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.USER;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.WEBHOOK;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.ADDS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.DELETES;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.READS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.REMOVES;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.SETS;

import dev.devledger.adapters.services.kernel.CallTable;
import java.util.List;

/** Calls about people, customers and services, and other objects around the work. */
final class PeopleCallTable {
    static final List<CallTable.Row<TrackingTimeCalls>> ALL = List.of(
            row(
                            "tt_list_users",
                            READS,
                            "People of the account, the active ones unless a filter says otherwise. Entries of"
                                    + " archived people stay: ALL finds their names.")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED", "INVITED"), flag("include_teams"))
                    .by("GET /users", get("users"), many("users", USER)),
            more("tt_get_user", READS, "One person.")
                    .taking(flag("include_billing"))
                    .by("GET /users/{id}", get("users/{id}").without("include_billing"), one("user", USER)),
            more("tt_create_user", ADDS, "Adds a person, with role and rates. Rates are never shown.")
                    .taking(
                            text("name").needed(),
                            word("role", "ADMIN", "MANAGER", "REGULAR").needed(),
                            text("surname"),
                            text("email"),
                            decimal("hourly_rate"),
                            decimal("hourly_cost"))
                    .by("POST /users", post("users/add"), one("user", USER)),
            more("tt_update_user", SETS, "Changes a person's names.")
                    .texts("name", "surname")
                    .by("PATCH /users/{id}", post("users/update/{id}"), one("user", USER)),
            more("tt_archive_user", SETS, "Closes a person's access.")
                    .by("POST /users/{id}/archive", put("users/close/{id}"), one("user", USER)),
            more("tt_reactivate_user", SETS, "Opens it again.")
                    .by("POST /users/{id}/reopen", put("users/open/{id}"), one("user", USER)),
            more("tt_resend_invite", SETS, "Sends the invitation again.")
                    .taking(text("email").needed())
                    .by("POST /users/invitation", post("users/resend_invite")),
            more(
                            "tt_reset_icalendar_token",
                            DELETES,
                            "Makes a new secret for one's calendar feed. It is not shown here; the old feed ends.")
                    .by("POST /users/calendar-secret", post("users/icalendar/reset_token")),
            row("tt_assign_user_projects", SETS, "Gives a person projects.")
                    .taking(wholes("project_ids").needed())
                    .by(
                            "PUT /users/{user_id}/projects",
                            post("users/{user_id}/assign_projects").idsOf("project_ids")),
            row("tt_remove_user_projects", REMOVES, "Takes projects from a person.")
                    .taking(wholes("project_ids").needed())
                    .by(
                            "DELETE /users/{user_id}/projects",
                            post("users/{user_id}/remove_projects").idsOf("project_ids")),
            more("tt_get_user_projects", READS, "A person's projects.")
                    .by("GET /users/{user_id}/projects", get("users/{user_id}/projects"), below("projects", PROJECT)),
            more("tt_get_user_tasks", READS, "A person's tasks, grouped by project.")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED", "TRACKING"))
                    .by("GET /users/{user_id}/tasks", get("users/{user_id}/tasks"), below("projects", GROUPED)),
            row("tt_get_user_trackables", READS, "Projects and tasks that a person may track, grouped.")
                    .taking(flag("only_favorites"), flag("include_tasks"), whole("project_id"))
                    .by(
                            "GET /users/{user_id}/trackables",
                            get("users/{user_id}/trackables"),
                            below("projects", GROUPED)),
            more("tt_get_user_tracking", READS, "What a person's timer runs on.")
                    .by("GET /users/{user_id}/timer", get("users/{user_id}/tasks/tracking"), one("task", TASK)),
            more("tt_get_user_report", READS, "A person's worked time between two days, broken down.")
                    .taking(
                            day("from").needed(),
                            day("to").needed(),
                            word("sort_by", "NAME", "WORKED_HOURS"),
                            word("filter", "ALL", "ACTIVE", "ARCHIVED"))
                    .by("GET /users/{user_id}/report", get("reports/users/{user_id}"), one("report", REPORT)),
            more("tt_update_user_permissions", SETS, "What one person may see and edit.")
                    .taking(PERMISSIONS)
                    .by(
                            "PATCH /users/{user_id}/permissions",
                            post("users/update_permissions/{user_id}"),
                            one("user", USER)),
            more("tt_update_employee", SETS, "Personnel data of a person.")
                    .texts("name", "nr", "employment_status", "gender", "tax_id", "phone", "job_title", "department")
                    .texts("location", "notes", "birthdate", "hire_date", "termination_date")
                    .by("PATCH /users/{user_id}/employee", post("users/{user_id}/employee/update")));

    private PeopleCallTable() {}

    static final List<CallTable.Row<TrackingTimeCalls>> BILLED_TO = List.of(
            row("tt_list_customers", READS, "Customers, the active ones unless a filter says otherwise.")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED"))
                    .by("GET /customers", get("customers"), many("customers", NAMED)),
            more("tt_get_customer", READS, "One customer.")
                    .by("GET /customers/{id}", get("customers/{id}"), one("customer", NAMED)),
            row("tt_create_customer", ADDS, "Makes a customer (the name must be new).")
                    .taking(text("name").needed())
                    .texts("notes", "contact_name", "contact_email")
                    .by("POST /customers", post("customers/add"), one("customer", NAMED)),
            row("tt_update_customer", SETS, "Changes a customer; the name must be said.")
                    .taking(text("name").needed())
                    .texts("notes", "contact_name", "contact_email")
                    .by("PATCH /customers/{id}", put("customers/update/{id}"), one("customer", NAMED)),
            more("tt_archive_customer", SETS, "Closes a customer.")
                    .by("POST /customers/{id}/archive", put("customers/close/{id}"), one("customer", NAMED)),
            more("tt_reactivate_customer", SETS, "Opens it again.")
                    .by("POST /customers/{id}/reopen", put("customers/open/{id}"), one("customer", NAMED)),
            more("tt_delete_customer", DELETES, "Deletes a customer; its projects stay without one.")
                    .by("DELETE /customers/{id}", delete("customers/delete/{id}")),
            more("tt_list_services", READS, "Services.")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED"), flag("include_billing"))
                    .by("GET /services", get("services").without("include_billing"), many("services", NAMED)),
            more("tt_get_service", READS, "One service.")
                    .taking(flag("include_billing"))
                    .by("GET /services/{id}", get("services/{id}").without("include_billing"), one("service", NAMED)),
            more("tt_create_service", ADDS, "Makes a service.")
                    .taking(text("name").needed())
                    .by("POST /services", post("services/add"), one("service", NAMED)),
            more("tt_update_service", SETS, "Changes a service.")
                    .taking(text("name"), flag("is_archived"))
                    .by("PATCH /services/{id}", put("services/update/{id}"), one("service", NAMED)),
            more("tt_archive_service", SETS, "Closes a service.")
                    .by("POST /services/{id}/archive", put("services/close/{id}"), one("service", NAMED)),
            more("tt_reactivate_service", SETS, "Opens it again.")
                    .by("POST /services/{id}/reopen", put("services/open/{id}"), one("service", NAMED)),
            more("tt_delete_service", DELETES, "Deletes a service.")
                    .by("DELETE /services/{id}", delete("services/delete/{id}")));

    static final List<CallTable.Row<TrackingTimeCalls>> AROUND = List.of(
            more("tt_list_tags", READS, "Definitions of entry tags.")
                    .by("GET /tags", get("events/tags"), many("tags", TAG)),
            more("tt_list_tag_values", READS, "Values that a tag has had.")
                    .taking(text("name").needed())
                    .by("GET /tags/values", get("events/tags/values"), many("values", TAG)),
            more("tt_get_tag", READS, "One tag definition.")
                    .by("GET /tags/{id}", get("events/tags/{id}"), one("tag", TAG)),
            more("tt_create_tag", ADDS, "Makes a tag definition.")
                    .taking(text("name").needed())
                    .texts("value", "type", "color", "notes")
                    .by("POST /tags", post("events/tags/add"), one("tag", TAG)),
            more("tt_update_tag", SETS, "Changes a tag definition.")
                    .texts("name", "value", "type", "color", "notes")
                    .by("PATCH /tags/{id}", put("events/tags/update/{id}"), one("tag", TAG)),
            more("tt_delete_tag", DELETES, "Deletes a tag definition, also from the entries.")
                    .by("DELETE /tags/{id}", delete("events/tags/delete/{id}")),
            more("tt_list_user_groups", READS, "Groups of people.")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED"))
                    .by("GET /groups", get("users/groups"), many("groups", GROUP)),
            more("tt_get_user_group", READS, "One group.")
                    .by("GET /groups/{id}", get("users/groups/{id}"), one("group", GROUP)),
            more("tt_create_user_group", ADDS, "Makes a group with a supervisor and members.")
                    .taking(
                            text("name").needed(),
                            whole("supervisor_id").needed(),
                            objects("users", whole("id").needed(), word("action", "ADD", "REMOVE"))
                                    .needed(),
                            text("notes"),
                            word("status", "ACTIVE", "ARCHIVED"))
                    .by("POST /groups", post("users/groups/add"), one("group", GROUP)),
            more("tt_update_user_group", SETS, "Changes or archives a group.")
                    .taking(
                            text("name"),
                            text("notes"),
                            word("status", "ACTIVE", "ARCHIVED"),
                            whole("supervisor_id"),
                            objects("users", whole("id").needed(), word("action", "ADD", "REMOVE")))
                    .by("PATCH /groups/{id}", put("users/groups/update/{id}"), one("group", GROUP)),
            more("tt_delete_user_group", DELETES, "Deletes a group.")
                    .by("DELETE /groups/{id}", delete("users/groups/delete/{id}")),
            more("tt_list_teams", READS, "The workspaces of the login.")
                    .by("GET /teams", get("teams").withoutAccount(), many("teams", TEAM)),
            more("tt_update_team_permissions", SETS, "What members of a workspace may see and edit.")
                    .taking(PERMISSIONS)
                    .by("PATCH /teams/{id}/permissions", post("teams/update/{id}")),
            more("tt_list_webhooks", READS, "Webhooks. Their secrets and addresses are never shown.")
                    .taking(word("filter", "ALL", "ENABLED", "DISABLED", "ACTIVE"))
                    .by("GET /webhooks", get("webhooks"), many("webhooks", WEBHOOK)),
            more("tt_get_webhook", READS, "One webhook.")
                    .by("GET /webhooks/{id}", get("webhooks/{id}"), one("webhook", WEBHOOK)),
            more("tt_enable_webhook", SETS, "Switches a webhook on.")
                    .by("POST /webhooks/{id}/enable", put("webhooks/enable/{id}"), one("webhook", WEBHOOK)),
            more("tt_disable_webhook", SETS, "Switches a webhook off.")
                    .by("POST /webhooks/{id}/disable", put("webhooks/disable/{id}"), one("webhook", WEBHOOK)),
            more("tt_reset_webhook_token", DELETES, "Makes a new secret for a webhook. It is not shown here.")
                    .by("POST /webhooks/{id}/secret", post("webhooks/reset_token/{id}")),
            more("tt_delete_webhook", DELETES, "Deletes a webhook.")
                    .by("DELETE /webhooks/{id}", delete("webhooks/{id}")),
            more("tt_list_notifications", READS, "Notifications of a person or project.")
                    .taking(
                            word("filter", "USER", "PROJECT").needed(),
                            whole("id").needed(),
                            flag("include_read"))
                    .by("GET /notifications", get("notifications"), many("notifications", NOTIFICATION)),
            more("tt_mark_notification_read", SETS, "Marks one as read.")
                    .by("POST /notifications/{id}/read", put("notifications/read/{id}")),
            more("tt_mark_notifications_read", SETS, "Marks several as read.")
                    .taking(wholes("notification_ids").needed())
                    .by("POST /notifications/read", post("notifications/read").idsOf("notification_ids")));
}
