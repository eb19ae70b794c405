package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.CallTable.Answer;
import dev.devledger.adapters.sandbox.trackingtime.CallTable.ReceivedCall;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields.Tags;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime;
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime.Amounts;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntry;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryAnswers;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryAnswers.Export;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryTable;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryTable.EntryFilter;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryTable.EntryFilter.By;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryTable.EntryFilter.Page;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryTable.EntryFilter.SubjectFilter;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls that read time entries. */
public record EntryReads(
        TimeEntryTable events,
        TimeEntryAnswers answers,
        Export export,
        CustomFields fields,
        People people,
        TrackingTimeBehaviour circumstances) {

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

    private Answer brief(ReceivedCall call, EntryFilter window) {
        boolean withFields = call.is("include_custom_fields");
        List<TimeEntry> page = events.list(window, people.zone(call.account()), page(call, LARGEST));
        ObjectNode beside = Json.object();
        beside.set("set_custom_fields", Json.array());
        beside.set("available_custom_fields", withFields ? fields.all(call.account(), "event") : Json.array());
        beside.putObject("users");
        beside.putObject("schedule_assignments");
        return new Answer.Data(answers.brief(page, withFields), beside);
    }

    private Answer flat(ReceivedCall call) {
        List<TimeEntry> page = events.list(window(call, true), people.zone(call.account()), page(call, LARGEST_FLAT));
        return Answer.data(answers.flat(page, call.is("include_custom_fields")));
    }

    private Page page(ReceivedCall call, long largest) {
        long standard = circumstances.has(TrackingTimeHabit.SMALL_PAGES) ? SMALL_PAGE : PAGE;
        long size = Math.min(call.given().number("page_size").orElse(standard), largest);
        boolean newestFirst = call.given().text("order").orElse("asc").equals("desc");
        return new Page(Math.max(0, call.given().number("page").orElse(0L)), Math.max(1, size), newestFirst);
    }

    /** @param dated true if both days are required */
    private EntryFilter window(ReceivedCall call, boolean dated) {
        RequestFields given = call.given();
        if (dated && !(given.has("from") && given.has("to"))) throw Refusal.unexpected();
        return new EntryFilter(
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

    private SubjectFilter whose(ReceivedCall call) {
        String filter = call.given().text("filter").orElse("USER");
        Optional<Long> given = call.given().number("id");
        long own = call.caller().user();
        if (filter.equals("COMPANY")) {
            people.requireAbout(call.caller(), 0, People.SEE_ENTRIES);
            return SubjectFilter.everybody();
        }
        if (given.isEmpty() && call.given().has("filter")) throw Refusal.unexpected();
        long id = given.orElse(own);
        if (!filter.equals("USER") || id != own) people.requireAbout(call.caller(), id, People.SEE_ENTRIES);
        return switch (filter) {
            case "USER" -> new SubjectFilter("user_id", List.of(id));
            case "TASK" -> new SubjectFilter("task_id", List.of(id));
            case "PROJECT" -> new SubjectFilter("project_id", List.of(id));
            case "CUSTOMER" ->
                new SubjectFilter(
                        "project_id",
                        people.things().below("project", call.account(), id).stream()
                                .map(StoredObject::id)
                                .toList());
            default -> throw Refusal.unexpected();
        };
    }

    private JsonNode count(ReceivedCall call) {
        long count = events.count(window(call, true), people.zone(call.account()));
        boolean wrong = circumstances.has(TrackingTimeHabit.COUNT_IS_WRONG);
        return Json.object().put("count", wrong ? Math.max(0, count - 1) : count);
    }

    private static EntryFilter days(ReceivedCall call, SubjectFilter whose) {
        RequestFields given = call.given();
        return EntryFilter.of(
                call.account(), whose, WallTime.day(given.needed("from")), WallTime.day(given.needed("to")));
    }

    /** Sums the hours of each person on each day. */
    private JsonNode summary(ReceivedCall call) {
        people.requireAbout(call.caller(), 0, People.SEE_ENTRIES);
        List<Long> users = RequestFields.ids(call.given().listEitherWay("users"));
        EntryFilter window =
                days(call, users.isEmpty() ? SubjectFilter.everybody() : new SubjectFilter("user_id", users));
        ArrayNode summary = Json.array();
        for (TimeEntryTable.DaySum sum : events.days(window, people.zone(call.account()))) {
            if (summary.isEmpty() || summary.get(summary.size() - 1).path("id").asLong(0) != sum.user())
                summary.addObject().put("id", sum.user()).putArray("days");
            ObjectNode day = ((ArrayNode) summary.get(summary.size() - 1).path("days")).addObject();
            day.put("date", sum.day().toString()).put("accumulated_time", sum.seconds());
            Amounts.worked(day, sum.seconds());
        }
        return summary;
    }

    private JsonNode report(ReceivedCall call) {
        people.needMember(call.caller(), call.id());
        people.requireAbout(call.caller(), call.id(), People.SEE_ENTRIES);
        EntryFilter window = days(call, new SubjectFilter("user_id", List.of(call.id())));
        long seconds = events.days(window, people.zone(call.account())).stream()
                .mapToLong(TimeEntryTable.DaySum::seconds)
                .sum();
        ObjectNode report = Json.object().put("id", call.id()).put("accumulated_time", seconds);
        return Amounts.worked(report, seconds);
    }

    private Answer csv(ReceivedCall call) {
        Page all = new Page(0, EVERYTHING, false);
        return new Answer.Csv(export.csv(
                events.list(window(call, false), people.zone(call.account()), all),
                call.given().needed("separator")));
    }

    /** Removes a tag from every entry that has it. */
    void removeTag(long account, String name) {
        EntryFilter all = EntryFilter.of(account, SubjectFilter.everybody(), null, null);
        for (TimeEntry event : events.list(all, people.zone(account), new Page(0, EVERYTHING, false)))
            if (Tags.remove(event.body(), name)) events.update(event);
    }

    /** Answers {@code /events/filtered}: a period, filters by name, and rounding. It does not sort or group. */
    record FilteredEvents(TimeEntryTable events, TimeEntryAnswers answers, People people) {
        private static final long PAGE = 1_000;
        private static final long LARGEST = 5_000;
        private static final Pattern LAST_DAYS = Pattern.compile("last_(\\d{1,2})_days");
        private static final Map<String, String> KEYS =
                Map.of("user", "u", "project", "p", "task", "t", "customer", "c", "service", "se", "notes", "n");

        JsonNode of(ReceivedCall call) {
            JsonNode query = RequestFields.tree(call.given().needed("query_data"));
            LocalDate today = WallTime.day(people.now(call.account()).substring(0, 10));
            LocalDate[] days = period(query.path("date_range"), today);
            EntryFilter window = EntryFilter.of(call.account(), SubjectFilter.everybody(), days[0], days[1]);
            people.requireAbout(call.caller(), 0, People.SEE_ENTRIES);
            ArrayNode all = answers.brief(
                    events.list(window, people.zone(call.account()), new Page(0, Integer.MAX_VALUE, false)), false);
            long size = Math.min(call.given().number("page_size").orElse(PAGE), LARGEST);
            Stream<ObjectNode> found = all.valueStream()
                    .map(ObjectNode.class::cast)
                    .filter(each -> query.path("filters").valueStream().allMatch(filter -> fits(each, filter)))
                    .skip(call.given().number("page").orElse(0L) * size)
                    .limit(size);
            return Json.nodes(
                    found.peek(each -> round(each, query.path("rounding"))).toList());
        }

        private static LocalDate[] period(JsonNode range, LocalDate today) {
            String period = range.path("period").asString("");
            LocalDate week = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            LocalDate month = today.withDayOfMonth(1);
            Matcher last = LAST_DAYS.matcher(period);
            if (last.matches() && Integer.parseInt(last.group(1)) <= 90)
                return new LocalDate[] {today.minusDays(Integer.parseInt(last.group(1))), today};
            return switch (period) {
                case "today" -> new LocalDate[] {today, today};
                case "yesterday" -> new LocalDate[] {today.minusDays(1), today.minusDays(1)};
                case "this_week" -> new LocalDate[] {week, week.plusDays(6)};
                case "last_week" -> new LocalDate[] {week.minusDays(7), week.minusDays(1)};
                case "this_month" -> new LocalDate[] {month, month.plusMonths(1).minusDays(1)};
                case "last_month" -> new LocalDate[] {month.minusMonths(1), month.minusDays(1)};
                case "all" -> new LocalDate[] {LocalDate.EPOCH, today};
                case "" ->
                    new LocalDate[] {
                        WallTime.day(range.path("start").asString("")),
                        WallTime.day(range.path("end").asString(""))
                    };
                default -> throw Refusal.unexpected();
            };
        }

        private static boolean fits(JsonNode event, JsonNode filter) {
            String key = KEYS.get(filter.path("by").asString(""));
            if (key == null) throw Refusal.unexpected();
            String text = event.path(key).asString("").toLowerCase(Locale.ROOT);
            List<String> values = filter.path("value")
                    .valueStream()
                    .map(each -> each.asString("").toLowerCase(Locale.ROOT))
                    .toList();
            return switch (filter.path("operator").asString("")) {
                case "is", "=" -> values.contains(text);
                case "is_not" -> !values.contains(text);
                case "contains" -> values.stream().anyMatch(text::contains);
                case "does_not_contain" -> values.stream().noneMatch(text::contains);
                case "is_set" -> !text.isEmpty();
                case "is_not_set" -> text.isEmpty();
                default -> throw Refusal.unexpected();
            };
        }

        private static void round(ObjectNode event, JsonNode rounding) {
            long step = rounding.path("by").asLong(0) * 60;
            if (step <= 0) return;
            long seconds = event.path("d").asLong(0);
            long rounded =
                    switch (rounding.path("method").asString("round")) {
                        case "up", "round_up" -> (seconds + step - 1) / step * step;
                        case "down", "round_down" -> seconds / step * step;
                        default -> (seconds + step / 2) / step * step;
                    };
            event.put("d", rounded);
        }
    }
}
