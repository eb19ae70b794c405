package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.trackingtime.direct.Args.day;
import static dev.devledger.adapters.services.trackingtime.direct.Args.flag;
import static dev.devledger.adapters.services.trackingtime.direct.Args.needed;
import static dev.devledger.adapters.services.trackingtime.direct.Args.objects;
import static dev.devledger.adapters.services.trackingtime.direct.Args.said;
import static dev.devledger.adapters.services.trackingtime.direct.Args.text;
import static dev.devledger.adapters.services.trackingtime.direct.Args.time;
import static dev.devledger.adapters.services.trackingtime.direct.Args.whole;
import static dev.devledger.adapters.services.trackingtime.direct.Args.wholes;
import static dev.devledger.adapters.services.trackingtime.direct.Args.word;
import static dev.devledger.adapters.services.trackingtime.direct.Row.done;
import static dev.devledger.adapters.services.trackingtime.direct.Row.many;
import static dev.devledger.adapters.services.trackingtime.direct.Row.more;
import static dev.devledger.adapters.services.trackingtime.direct.Row.one;
import static dev.devledger.adapters.services.trackingtime.direct.Row.row;
import static dev.devledger.adapters.services.trackingtime.direct.Sending.delete;
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

/** Calls about the timer and time entries. */
final class EntryRows {
    static final List<CallTable.Row<TrackingTimeCalls>> ALL = List.of(
            row(
                            "tt_start_timer",
                            ADDS,
                            "Starts the timer on a task. Where another one runs it is refused, unless stop_running_task is true. Without timezone the time is one of the server's zone.")
                    .at("POST /timer/start")
                    .taking(
                            needed(whole("id")),
                            needed(time("date")),
                            said(text("timezone"), "Europe/Berlin or GMT+01:00"),
                            flag("stop_running_task"),
                            text("task_name"),
                            text("project_name"))
                    .by(TimerFlows::start, one("entry", Shape.ENTRY)),
            row(
                            "tt_stop_timer",
                            SETS,
                            "Stops the timer of a task. Without timezone the time is one of the zone in which it was started.")
                    .at("POST /timer/stop")
                    .taking(
                            needed(whole("id")),
                            needed(time("date")),
                            said(text("timezone"), "Europe/Berlin or GMT+01:00"))
                    .by(TimerFlows::stop, one("entry", Shape.ENTRY)),
            row(
                            "tt_list_time_entries",
                            READS,
                            "Time entries of a user, project, customer, task or the company between two days, a page of 1000 unless page_size says otherwise; the first page is 0. Keys: s start, e end, d seconds, p project, t task, c customer, se service, u user, tz zone, n notes, b billable, bd billed.")
                    .at("GET /time-entries")
                    .taking(
                            needed(word("filter", "USER", "CUSTOMER", "PROJECT", "COMPANY", "TASK")),
                            whole("id"),
                            needed(day("from")),
                            needed(day("to")),
                            whole("page"),
                            whole("page_size"),
                            word("order", "asc", "desc"))
                    .by(Pages.one("events"), many("entries", Shape.BRIEF)),
            more(
                            "tt_list_time_entries_min",
                            READS,
                            "Time entries of a user, project, customer, task or the company between two days, also by billing state. Keys: s start, e end, d seconds, p project, t task, c customer, se service, u user, tz zone, n notes, b billable, bd billed.")
                    .at("GET /time-entries/short")
                    .taking(
                            needed(word("filter", "USER", "CUSTOMER", "PROJECT", "COMPANY", "TASK")),
                            whole("id"),
                            needed(day("from")),
                            needed(day("to")),
                            word("billed", "ALL", "BILLED", "UNBILLED"),
                            flag("include_timeoffs"))
                    .by(Pages.ofThousand("events/min"), many("entries", Shape.BRIEF)),
            more("tt_count_time_entries", READS, "How many entries a window has.")
                    .at("GET /time-entries/count")
                    .taking(
                            needed(word("filter", "USER", "CUSTOMER", "PROJECT", "COMPANY", "TASK")),
                            whole("id"),
                            needed(day("from")),
                            needed(day("to")))
                    .by(get("events/count"), one("entries", Shape.COUNT)),
            row("tt_get_events_summary", READS, "Hours by user and day between two days.")
                    .at("GET /time-entries/summary")
                    .taking(needed(day("from")), needed(day("to")), objects("users", needed(whole("id"))))
                    .by(get("events/summary").inText("users"), many("users", Shape.DAYS)),
            row("tt_export_time_entries", READS, "Time entries as CSV text with a chosen separator.")
                    .at("GET /time-entries/export")
                    .taking(
                            needed(word("separator", ",", ";", "\\t")),
                            word("filter", "USER", "CUSTOMER", "PROJECT", "COMPANY", "TASK"),
                            whole("id"),
                            day("from"),
                            day("to"))
                    .by(EntryFlows::export, one("export", Shape.CSV)),
            row(
                            "tt_add_time_entry",
                            ADDS,
                            "Adds a time entry. duration is the seconds between start and end. A time that does not say its zone is one of the server's.")
                    .at("POST /time-entries")
                    .taking(
                            needed(said(whole("duration"), "Seconds")),
                            needed(whole("user_id")),
                            needed(time("start")),
                            needed(time("end")),
                            whole("task_id"),
                            whole("project_id"),
                            text("notes"))
                    .by(EntryFlows::add, one("entry", Shape.ENTRY)),
            row("tt_mark_billed", SETS, "Marks entries as billed.")
                    .at("POST /time-entries/billed")
                    .taking(needed(wholes("entry_ids")))
                    .by(put("events/billed").idsOf("entry_ids").inText("data"), done()),
            row("tt_mark_not_billed", SETS, "Takes the billed mark away.")
                    .at("POST /time-entries/not-billed")
                    .taking(needed(wholes("entry_ids")))
                    .by(put("events/not_billed").idsOf("entry_ids").inText("data"), done()),
            row("tt_get_time_entry", READS, "One time entry.")
                    .at("GET /time-entries/{id}")
                    .taking(needed(whole("id")))
                    .by(get("events/{id}"), one("entry", Shape.ENTRY)),
            row(
                            "tt_update_time_entry",
                            SETS,
                            "Changes a time entry; the end must be said. A time that does not say its zone is one of the entry's.")
                    .at("PATCH /time-entries/{id}")
                    .taking(
                            needed(whole("id")),
                            needed(time("end")),
                            time("start"),
                            whole("task_id"),
                            whole("project_id"),
                            text("notes"))
                    .by(EntryFlows::update, one("entry", Shape.ENTRY)),
            row("tt_delete_time_entry", DELETES, "Deletes a time entry. Nothing brings it back.")
                    .at("DELETE /time-entries/{id}")
                    .taking(needed(whole("id")))
                    .by(delete("events/delete/{id}"), done()),
            more("tt_save_event_tag", SETS, "Puts a tag on an entry.")
                    .at("POST /time-entries/{event_id}/tags")
                    .taking(
                            needed(whole("event_id")),
                            needed(text("name")),
                            text("value"),
                            text("type"),
                            text("color"),
                            text("notes"))
                    .by(post("events/{event_id}/tags/save"), done()),
            more("tt_delete_event_tag", REMOVES, "Takes a tag from an entry.")
                    .at("DELETE /time-entries/{event_id}/tags")
                    .taking(needed(whole("event_id")), needed(text("name")))
                    .by(delete("events/{event_id}/tags/delete"), done()));

    private EntryRows() {}
}
