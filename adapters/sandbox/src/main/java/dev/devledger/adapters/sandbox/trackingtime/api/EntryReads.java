package dev.devledger.adapters.sandbox.trackingtime.api;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.common.Amounts;
import dev.devledger.adapters.sandbox.trackingtime.common.Circumstances;
import dev.devledger.adapters.sandbox.trackingtime.common.Given;
import dev.devledger.adapters.sandbox.trackingtime.common.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.common.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.common.WallTime;
import dev.devledger.adapters.sandbox.trackingtime.events.Event;
import dev.devledger.adapters.sandbox.trackingtime.events.EventAnswers;
import dev.devledger.adapters.sandbox.trackingtime.events.EventTable;
import dev.devledger.adapters.sandbox.trackingtime.events.Export;
import dev.devledger.adapters.sandbox.trackingtime.events.Window;
import dev.devledger.adapters.sandbox.trackingtime.events.Window.By;
import dev.devledger.adapters.sandbox.trackingtime.events.Window.Page;
import dev.devledger.adapters.sandbox.trackingtime.events.Window.Whose;
import dev.devledger.adapters.sandbox.trackingtime.fields.Fields;
import dev.devledger.adapters.sandbox.trackingtime.fields.Tags;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls that look at time entries. */
public record EntryReads(
        EventTable events,
        EventAnswers answers,
        Export export,
        Fields fields,
        People people,
        Circumstances circumstances) {

    private static final long PAGE = 1_000;
    private static final long SMALL_PAGE = 50;
    private static final long LARGEST = 20_000;
    private static final long LARGEST_FLAT = 5_000;
    private static final long EVERYTHING = 1_000_000;

    CallTable table() {
        return new CallTable()
                .answer("events", call -> brief(call, window(call, true)))
                .answer("events/min", call -> brief(call, window(call, true)))
                .answer("events/flat", this::flat)
                .answer("events/filtered", call -> Answer.data(new FilteredEvents(events, answers, people).of(call)))
                .read("events/count", this::count)
                .read("events/summary", this::summary)
                .answer("events/export", this::csv)
                .read("reports/users/#", this::report);
    }

    private Answer brief(Call call, Window window) {
        boolean withFields = call.is("include_custom_fields");
        List<Event> page = events.list(window, people.zone(call.account()), page(call, LARGEST));
        ObjectNode beside = Json.object();
        beside.set("set_custom_fields", Json.array());
        beside.set("available_custom_fields", withFields ? fields.all(call.account(), "event") : Json.array());
        beside.putObject("users");
        beside.putObject("schedule_assignments");
        return new Answer.Data(answers.brief(page, withFields), beside);
    }

    private Answer flat(Call call) {
        List<Event> page = events.list(window(call, true), people.zone(call.account()), page(call, LARGEST_FLAT));
        return Answer.data(answers.flat(page, call.is("include_custom_fields")));
    }

    private Page page(Call call, long largest) {
        long standard = circumstances.has(TrackingTimeHabit.SMALL_PAGES) ? SMALL_PAGE : PAGE;
        long size = Math.min(call.given().number("page_size").orElse(standard), largest);
        boolean newestFirst = call.given().text("order").orElse("asc").equals("desc");
        return new Page(Math.max(0, call.given().number("page").orElse(0L)), Math.max(1, size), newestFirst);
    }

    /** @param dated whether the days have to be said */
    private Window window(Call call, boolean dated) {
        Given given = call.given();
        if (dated && !(given.has("from") && given.has("to"))) throw Refusal.unexpected();
        return new Window(
                call.account(),
                whose(call),
                given.text("from").map(WallTime::day).orElse(null),
                given.text("to").map(WallTime::day).orElse(null),
                by(given.text("sort_by").orElse("")),
                switch (given.text("billed").orElse("ALL")) {
                    case "BILLED" -> true;
                    case "UNBILLED" -> false;
                    default -> null;
                },
                !circumstances.has(TrackingTimeHabit.RUNNING_HIDDEN));
    }

    private By by(String sort) {
        return switch (sort) {
            case "created_at" -> By.CREATED;
            case "updated_at" ->
                circumstances.has(TrackingTimeHabit.UNCHANGED_IS_NOT_UPDATED) ? By.CHANGED : By.UPDATED;
            default -> By.START;
        };
    }

    private Whose whose(Call call) {
        String filter = call.given().text("filter").orElse("USER");
        Optional<Long> given = call.given().number("id");
        long own = call.caller().user();
        if (filter.equals("COMPANY")) {
            people.requireAbout(call.caller(), 0, People.SEE_ENTRIES);
            return Whose.everybody();
        }
        if (given.isEmpty() && call.given().has("filter")) throw Refusal.unexpected();
        long id = given.orElse(own);
        if (!filter.equals("USER") || id != own) people.requireAbout(call.caller(), id, People.SEE_ENTRIES);
        return switch (filter) {
            case "USER" -> new Whose("user_id", List.of(id));
            case "TASK" -> new Whose("task_id", List.of(id));
            case "PROJECT" -> new Whose("project_id", List.of(id));
            case "CUSTOMER" ->
                new Whose(
                        "project_id",
                        people.things().below("project", call.account(), id).stream()
                                .map(Thing::id)
                                .toList());
            default -> throw Refusal.unexpected();
        };
    }

    private JsonNode count(Call call) {
        long count = events.count(window(call, true), people.zone(call.account()));
        boolean wrong = circumstances.has(TrackingTimeHabit.COUNT_IS_WRONG);
        return Json.object().put("count", wrong ? Math.max(0, count - 1) : count);
    }

    /** Hours of each person on each day. */
    private JsonNode summary(Call call) {
        people.requireAbout(call.caller(), 0, People.SEE_ENTRIES);
        List<Long> users = Given.ids(call.given().listEitherWay("users"));
        Window window = new Window(
                call.account(),
                users.isEmpty() ? Whose.everybody() : new Whose("user_id", users),
                WallTime.day(call.given().needed("from")),
                WallTime.day(call.given().needed("to")),
                By.START,
                null,
                true);
        ArrayNode summary = Json.array();
        for (EventTable.DaySum sum : events.days(window, people.zone(call.account()))) {
            if (summary.isEmpty() || summary.get(summary.size() - 1).path("id").asLong(0) != sum.user())
                summary.addObject().put("id", sum.user()).putArray("days");
            ObjectNode day = ((ArrayNode) summary.get(summary.size() - 1).path("days")).addObject();
            day.put("date", sum.day().toString()).put("accumulated_time", sum.seconds());
            Amounts.worked(day, sum.seconds());
        }
        return summary;
    }

    private JsonNode report(Call call) {
        people.needMember(call.caller(), call.id());
        people.requireAbout(call.caller(), call.id(), People.SEE_ENTRIES);
        Window window = new Window(
                call.account(),
                new Whose("user_id", List.of(call.id())),
                WallTime.day(call.given().needed("from")),
                WallTime.day(call.given().needed("to")),
                By.START,
                null,
                true);
        long seconds = events.days(window, people.zone(call.account())).stream()
                .mapToLong(EventTable.DaySum::seconds)
                .sum();
        ObjectNode report = Json.object().put("id", call.id()).put("accumulated_time", seconds);
        return Amounts.worked(report, seconds);
    }

    private Answer csv(Call call) {
        Page all = new Page(0, EVERYTHING, false);
        return new Answer.Csv(export.csv(
                events.list(window(call, false), people.zone(call.account()), all),
                call.given().needed("separator")));
    }

    /** From every entry that has it. */
    void removeTag(long account, String name) {
        Window all = new Window(account, Whose.everybody(), null, null, By.START, null, true);
        for (Event event : events.list(all, people.zone(account), new Page(0, EVERYTHING, false)))
            if (Tags.remove(event.body(), name)) events.update(event);
    }
}
