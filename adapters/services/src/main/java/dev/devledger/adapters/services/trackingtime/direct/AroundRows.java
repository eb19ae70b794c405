package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.trackingtime.direct.Args.flag;
import static dev.devledger.adapters.services.trackingtime.direct.Args.needed;
import static dev.devledger.adapters.services.trackingtime.direct.Args.objects;
import static dev.devledger.adapters.services.trackingtime.direct.Args.text;
import static dev.devledger.adapters.services.trackingtime.direct.Args.whole;
import static dev.devledger.adapters.services.trackingtime.direct.Args.wholes;
import static dev.devledger.adapters.services.trackingtime.direct.Args.word;
import static dev.devledger.adapters.services.trackingtime.direct.Row.done;
import static dev.devledger.adapters.services.trackingtime.direct.Row.many;
import static dev.devledger.adapters.services.trackingtime.direct.Row.more;
import static dev.devledger.adapters.services.trackingtime.direct.Row.one;
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

/** Calls about what is around the work: tags, groups, accounts, webhooks, notifications. */
final class AroundRows {
    static final List<CallTable.Row<TrackingTimeCalls>> ALL = List.of(
            more("tt_list_tags", READS, "Definitions of entry tags.")
                    .at("GET /tags")
                    .by(get("events/tags"), many("tags", Shape.TAG)),
            more("tt_list_tag_values", READS, "Values that a tag has had.")
                    .at("GET /tags/values")
                    .taking(needed(text("name")))
                    .by(get("events/tags/values"), many("values", Shape.TAG)),
            more("tt_get_tag", READS, "One tag definition.")
                    .at("GET /tags/{id}")
                    .taking(needed(whole("id")))
                    .by(get("events/tags/{id}"), one("tag", Shape.TAG)),
            more("tt_create_tag", ADDS, "Makes a tag definition.")
                    .at("POST /tags")
                    .taking(needed(text("name")), text("value"), text("type"), text("color"), text("notes"))
                    .by(post("events/tags/add"), one("tag", Shape.TAG)),
            more("tt_update_tag", SETS, "Changes a tag definition.")
                    .at("PATCH /tags/{id}")
                    .taking(
                            needed(whole("id")),
                            text("name"),
                            text("value"),
                            text("type"),
                            text("color"),
                            text("notes"))
                    .by(put("events/tags/update/{id}"), one("tag", Shape.TAG)),
            more("tt_delete_tag", DELETES, "Deletes a tag definition, also from the entries.")
                    .at("DELETE /tags/{id}")
                    .taking(needed(whole("id")))
                    .by(delete("events/tags/delete/{id}"), done()),
            more("tt_list_user_groups", READS, "Groups of people.")
                    .at("GET /groups")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED"))
                    .by(get("users/groups"), many("groups", Shape.GROUP)),
            more("tt_get_user_group", READS, "One group.")
                    .at("GET /groups/{id}")
                    .taking(needed(whole("id")))
                    .by(get("users/groups/{id}"), one("group", Shape.GROUP)),
            more("tt_create_user_group", ADDS, "Makes a group with a supervisor and members.")
                    .at("POST /groups")
                    .taking(
                            needed(text("name")),
                            needed(whole("supervisor_id")),
                            needed(objects("users", needed(whole("id")), word("action", "ADD", "REMOVE"))),
                            text("notes"),
                            word("status", "ACTIVE", "ARCHIVED"))
                    .by(post("users/groups/add"), one("group", Shape.GROUP)),
            more("tt_update_user_group", SETS, "Changes or archives a group.")
                    .at("PATCH /groups/{id}")
                    .taking(
                            needed(whole("id")),
                            text("name"),
                            text("notes"),
                            word("status", "ACTIVE", "ARCHIVED"),
                            whole("supervisor_id"),
                            objects("users", needed(whole("id")), word("action", "ADD", "REMOVE")))
                    .by(put("users/groups/update/{id}"), one("group", Shape.GROUP)),
            more("tt_delete_user_group", DELETES, "Deletes a group.")
                    .at("DELETE /groups/{id}")
                    .taking(needed(whole("id")))
                    .by(delete("users/groups/delete/{id}"), done()),
            more("tt_list_teams", READS, "The workspaces of the login.")
                    .at("GET /teams")
                    .by(get("teams").withoutAccount(), many("teams", Shape.TEAM)),
            more("tt_update_team_permissions", SETS, "What members of a workspace may see and edit.")
                    .at("PATCH /teams/{id}/permissions")
                    .taking(
                            needed(whole("id")),
                            flag("can_edit_time_entries"),
                            flag("can_edit_projects_and_tasks"),
                            flag("can_view_time_entries_from_others"),
                            flag("can_view_others"))
                    .by(post("teams/update/{id}"), done()),
            more("tt_list_webhooks", READS, "Webhooks. Their secrets and addresses are never shown.")
                    .at("GET /webhooks")
                    .taking(word("filter", "ALL", "ENABLED", "DISABLED", "ACTIVE"))
                    .by(get("webhooks"), many("webhooks", Shape.WEBHOOK)),
            more("tt_get_webhook", READS, "One webhook.")
                    .at("GET /webhooks/{id}")
                    .taking(needed(whole("id")))
                    .by(get("webhooks/{id}"), one("webhook", Shape.WEBHOOK)),
            more("tt_enable_webhook", SETS, "Switches a webhook on.")
                    .at("POST /webhooks/{id}/enable")
                    .taking(needed(whole("id")))
                    .by(put("webhooks/enable/{id}"), one("webhook", Shape.WEBHOOK)),
            more("tt_disable_webhook", SETS, "Switches a webhook off.")
                    .at("POST /webhooks/{id}/disable")
                    .taking(needed(whole("id")))
                    .by(put("webhooks/disable/{id}"), one("webhook", Shape.WEBHOOK)),
            more("tt_reset_webhook_token", DELETES, "Makes a new secret for a webhook. It is not shown here.")
                    .at("POST /webhooks/{id}/secret")
                    .taking(needed(whole("id")))
                    .by(post("webhooks/reset_token/{id}"), done()),
            more("tt_delete_webhook", DELETES, "Deletes a webhook.")
                    .at("DELETE /webhooks/{id}")
                    .taking(needed(whole("id")))
                    .by(delete("webhooks/{id}"), done()),
            more("tt_list_notifications", READS, "Notifications of a person or project.")
                    .at("GET /notifications")
                    .taking(needed(word("filter", "USER", "PROJECT")), needed(whole("id")), flag("include_read"))
                    .by(get("notifications"), many("notifications", Shape.NOTIFICATION)),
            more("tt_mark_notification_read", SETS, "Marks one as read.")
                    .at("POST /notifications/{id}/read")
                    .taking(needed(whole("id")))
                    .by(put("notifications/read/{id}"), done()),
            more("tt_mark_notifications_read", SETS, "Marks several as read.")
                    .at("POST /notifications/read")
                    .taking(needed(wholes("notification_ids")))
                    .by(post("notifications/read").idsOf("notification_ids"), done()));

    private AroundRows() {}
}
