package dev.devledger.adapters.sandbox.trackingtime.api;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.common.Given;
import dev.devledger.adapters.sandbox.trackingtime.common.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.common.WallTime;
import dev.devledger.adapters.sandbox.trackingtime.events.EventAnswers;
import dev.devledger.adapters.sandbox.trackingtime.events.EventTable;
import dev.devledger.adapters.sandbox.trackingtime.events.Window;
import dev.devledger.adapters.sandbox.trackingtime.events.Window.By;
import dev.devledger.adapters.sandbox.trackingtime.events.Window.Page;
import dev.devledger.adapters.sandbox.trackingtime.events.Window.Whose;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /events/filtered}: a period, filters by name, and rounding. Sorting and grouping are left out. */
record FilteredEvents(EventTable events, EventAnswers answers, People people) {
    private static final long PAGE = 1_000;
    private static final long LARGEST = 5_000;
    private static final Pattern LAST_DAYS = Pattern.compile("last_(\\d{1,2})_days");
    private static final Map<String, String> KEYS =
            Map.of("user", "u", "project", "p", "task", "t", "customer", "c", "service", "se", "notes", "n");

    JsonNode of(Call call) {
        JsonNode query = Given.tree(call.given().needed("query_data"));
        LocalDate today = WallTime.day(people.now(call.account()).substring(0, 10));
        LocalDate[] days = period(query.path("date_range"), today);
        Window window = new Window(call.account(), Whose.everybody(), days[0], days[1], By.START, null, true);
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
