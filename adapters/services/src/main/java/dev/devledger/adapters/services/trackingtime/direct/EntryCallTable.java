package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.kernel.CallTable.Arguments.flag;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.whole;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.word;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.day;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.many;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.more;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.objects;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.one;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.row;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.text;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.time;
import static dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.wholes;
import static dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest.delete;
import static dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest.get;
import static dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest.post;
import static dev.devledger.adapters.services.trackingtime.direct.Requests.SingleRequest.put;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.BRIEF;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.COUNT;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.CSV;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.DAYS;
import static dev.devledger.adapters.services.trackingtime.json.AllowedFields.ENTRY;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.ADDS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.DELETES;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.READS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.REMOVES;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.SETS;

import dev.devledger.adapters.services.kernel.CallTable;
import dev.devledger.adapters.services.trackingtime.direct.CallRowBuilder.Pages;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import java.util.List;

/** Calls about the timer and time entries. */
final class EntryCallTable {
    private static final Argument ZONE = text("timezone").said("Europe/Berlin or GMT+01:00");
    private static final Argument[] WINDOW = {
        word("filter", "USER", "CUSTOMER", "PROJECT", "COMPANY", "TASK").needed(),
        whole("id"),
        day("from").needed(),
        day("to").needed()
    };

    static final List<CallTable.Row<TrackingTimeCalls>> ALL = List.of(
            row(
                            "tt_start_timer",
                            ADDS,
                            "Starts the timer on a task. Where another one runs it is refused, unless stop_running_task is true. Without timezone the time is one of the server's zone.")
                    .taking(
                            whole("id").needed(),
                            time("date").needed(),
                            ZONE,
                            flag("stop_running_task"),
                            text("task_name"),
                            text("project_name"))
                    .by("POST /timer/start", EntryFlows::start, one("entry", ENTRY)),
            row(
                            "tt_stop_timer",
                            SETS,
                            "Stops the timer of a task. Without timezone the time is one of the zone in which it was started.")
                    .taking(whole("id").needed(), time("date").needed(), ZONE)
                    .by("POST /timer/stop", EntryFlows::stop, one("entry", ENTRY)),
            row(
                            "tt_list_time_entries",
                            READS,
                            "Time entries of a user, project, customer, task or the company between two days, a page of 1000 unless page_size says otherwise; the first page is 0. Keys: s start, e end, d seconds, p project, t task, c customer, se service, u user, tz zone, n notes, b billable, bd billed.")
                    .taking(WINDOW)
                    .taking(whole("page"), whole("page_size"), word("order", "asc", "desc"))
                    .by("GET /time-entries", Pages.one("events"), many("entries", BRIEF)),
            more(
                            "tt_list_time_entries_min",
                            READS,
                            "Time entries of a user, project, customer, task or the company between two days, also by billing state. Keys: s start, e end, d seconds, p project, t task, c customer, se service, u user, tz zone, n notes, b billable, bd billed.")
                    .taking(WINDOW)
                    .taking(word("billed", "ALL", "BILLED", "UNBILLED"), flag("include_timeoffs"))
                    .by("GET /time-entries/short", Pages.ofThousand("events/min"), many("entries", BRIEF)),
            more("tt_count_time_entries", READS, "How many entries a window has.")
                    .taking(WINDOW)
                    .by("GET /time-entries/count", get("events/count"), one("entries", COUNT)),
            row("tt_get_events_summary", READS, "Hours by user and day between two days.")
                    .taking(
                            day("from").needed(),
                            day("to").needed(),
                            objects("users", whole("id").needed()))
                    .by("GET /time-entries/summary", get("events/summary").inText("users"), many("users", DAYS)),
            row("tt_export_time_entries", READS, "Time entries as CSV text with a chosen separator.")
                    .taking(
                            word("separator", ",", ";", "\\t").needed(),
                            word("filter", "USER", "CUSTOMER", "PROJECT", "COMPANY", "TASK"),
                            whole("id"),
                            day("from"),
                            day("to"))
                    .by("GET /time-entries/export", EntryFlows::export, one("export", CSV)),
            row(
                            "tt_add_time_entry",
                            ADDS,
                            "Adds a time entry. duration is the seconds between start and end. A time that does not say its zone is one of the server's.")
                    .taking(
                            whole("duration").said("Seconds").needed(),
                            whole("user_id").needed(),
                            time("start").needed(),
                            time("end").needed(),
                            whole("task_id"),
                            whole("project_id"),
                            text("notes"))
                    .by("POST /time-entries", EntryFlows::add, one("entry", ENTRY)),
            row("tt_mark_billed", SETS, "Marks entries as billed.")
                    .taking(wholes("entry_ids").needed())
                    .by(
                            "POST /time-entries/billed",
                            put("events/billed").idsOf("entry_ids").inText("data")),
            row("tt_mark_not_billed", SETS, "Takes the billed mark away.")
                    .taking(wholes("entry_ids").needed())
                    .by(
                            "POST /time-entries/not-billed",
                            put("events/not_billed").idsOf("entry_ids").inText("data")),
            row("tt_get_time_entry", READS, "One time entry.")
                    .by("GET /time-entries/{id}", get("events/{id}"), one("entry", ENTRY)),
            row(
                            "tt_update_time_entry",
                            SETS,
                            "Changes a time entry; the end must be said. A time that does not say its zone is one of the entry's.")
                    .taking(time("end").needed(), time("start"), whole("task_id"), whole("project_id"), text("notes"))
                    .by("PATCH /time-entries/{id}", EntryFlows::update, one("entry", ENTRY)),
            row("tt_delete_time_entry", DELETES, "Deletes a time entry. Nothing brings it back.")
                    .by("DELETE /time-entries/{id}", delete("events/delete/{id}")),
            more("tt_save_event_tag", SETS, "Puts a tag on an entry.")
                    .taking(text("name").needed())
                    .texts("value", "type", "color", "notes")
                    .by("POST /time-entries/{event_id}/tags", post("events/{event_id}/tags/save")),
            more("tt_delete_event_tag", REMOVES, "Takes a tag from an entry.")
                    .taking(text("name").needed())
                    .by("DELETE /time-entries/{event_id}/tags", delete("events/{event_id}/tags/delete")));

    private EntryCallTable() {}
}
