package dev.devledger.adapters.sandbox;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part of {@code RRULE} that people use: DAILY, WEEKLY, MONTHLY, YEARLY with INTERVAL, BYDAY, BYMONTHDAY,
 * COUNT and UNTIL. A day that a month does not have is left out, as in RFC 5545.
 */
record RepeatRule(Map<String, String> parts) {
    private static final String PREFIX = "RRULE:";
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    /** For each step of the interval; longer than the rarest rule, a 29th of February around the year 2100. */
    private static final int LONGEST_WAIT = 366 * 9;

    /** Empty for rules of TickTick's own and for what is no rule: such a task is simply completed. */
    static Optional<RepeatRule> read(String text) {
        if (!text.startsWith(PREFIX)) return Optional.empty();
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : text.substring(PREFIX.length()).split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) parts.put(part.substring(0, equals), part.substring(equals + 1));
        }
        return Optional.of(new RepeatRule(parts)).filter(rule -> rule.parts.containsKey("FREQ"));
    }

    /** The rule that is left when one occurrence is done; empty after the last. */
    Optional<RepeatRule> afterOne() {
        Optional<Integer> count = number("COUNT");
        if (count.isEmpty()) return Optional.of(this);
        if (count.get() <= 1) return Optional.empty();
        Map<String, String> left = new LinkedHashMap<>(parts);
        left.put("COUNT", String.valueOf(count.get() - 1));
        return Optional.of(new RepeatRule(left));
    }

    /** The first day after the anchor that the rule names and that is not before {@code earliest}. */
    Optional<LocalDate> next(LocalDate anchor, LocalDate earliest) {
        Predicate<LocalDate> named = days(anchor);
        LocalDate last = until().orElse(LocalDate.MAX);
        return Stream.iterate(anchor.plusDays(1), day -> day.plusDays(1))
                .limit(Math.max(0, ChronoUnit.DAYS.between(anchor, earliest))
                        + LONGEST_WAIT * Math.min(interval(), 100L))
                .takeWhile(day -> !day.isAfter(last))
                .filter(day -> !day.isBefore(earliest) && named.test(day))
                .findFirst();
    }

    private Predicate<LocalDate> days(LocalDate anchor) {
        int interval = interval();
        return switch (parts.getOrDefault("FREQ", "")) {
            case "DAILY" -> day -> ChronoUnit.DAYS.between(anchor, day) % interval == 0 && byDay(day, true);
            case "WEEKLY" ->
                day -> ChronoUnit.WEEKS.between(monday(anchor), monday(day)) % interval == 0
                        && byDay(day, day.getDayOfWeek() == anchor.getDayOfWeek());
            case "MONTHLY" ->
                day -> ChronoUnit.MONTHS.between(first(anchor), first(day)) % interval == 0
                        && byMonthDay(day, byDay(day, day.getDayOfMonth() == anchor.getDayOfMonth()));
            case "YEARLY" ->
                day -> (day.getYear() - anchor.getYear()) % interval == 0
                        && day.getMonth() == anchor.getMonth()
                        && day.getDayOfMonth() == anchor.getDayOfMonth();
            default -> day -> false;
        };
    }

    /** Days of the week, alone or with the place in the month: {@code MO}, {@code 2MO}, {@code -1FR}. */
    private boolean byDay(LocalDate day, boolean otherwise) {
        String list = parts.get("BYDAY");
        if (list == null) return otherwise;
        String name = DAYS.get(day.getDayOfWeek().getValue() - 1);
        int place = (day.getDayOfMonth() + 6) / 7;
        int placeFromEnd = -(day.lengthOfMonth() - day.getDayOfMonth()) / 7 - 1;
        return Stream.of(list.split(",", -1))
                .anyMatch(
                        named -> named.equals(name) || named.equals(place + name) || named.equals(placeFromEnd + name));
    }

    private boolean byMonthDay(LocalDate day, boolean otherwise) {
        String list = parts.get("BYMONTHDAY");
        if (list == null) return otherwise;
        int fromEnd = day.getDayOfMonth() - day.lengthOfMonth() - 1;
        List<String> named = List.of(list.split(",", -1));
        return named.contains(String.valueOf(day.getDayOfMonth())) || named.contains(String.valueOf(fromEnd));
    }

    private int interval() {
        return Math.max(1, number("INTERVAL").orElse(1));
    }

    private Optional<LocalDate> until() {
        return Optional.ofNullable(parts.get("UNTIL"))
                .filter(text -> text.length() >= 8)
                .flatMap(text -> {
                    try {
                        return Optional.of(LocalDate.parse(text.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE));
                    } catch (DateTimeException unreadable) {
                        return Optional.empty();
                    }
                });
    }

    private Optional<Integer> number(String part) {
        return Optional.ofNullable(parts.get(part))
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::valueOf);
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static LocalDate first(LocalDate day) {
        return day.withDayOfMonth(1);
    }

    @Override
    public String toString() {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(";", PREFIX, ""));
    }
}
