package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues.WireTime;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues.WireTime.Zones;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.StaleFirstReads;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.TickTickHabit;
import dev.devledger.adapters.sandbox.ticktick.tasks.TaskMerge.Checklist;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Finds the next occurrence of a recurring task when it is completed: the same task with later dates. */
final class Recurrence {
    private static final String FROM_COMPLETION = "1";
    private static final String CALENDAR = "2";

    private Recurrence() {}

    /**
     * Returns the task with its next dates; empty if this occurrence was the last one, or if the task does not recur.
     */
    static Optional<ObjectNode> next(ObjectNode task, Instant now) {
        Optional<Instant> start = WireTime.of(task, "startDate").or(() -> WireTime.of(task, "dueDate"));
        Optional<Repetition> rule = Repetition.read(task.path("repeatFlag").asString(""));
        return start.flatMap(from -> rule.flatMap(current -> current.afterOne()
                .flatMap(left -> nextDay(task, current, from, now).map(day -> moved(task, left, from, day)))));
    }

    private static Optional<LocalDate> nextDay(ObjectNode task, Repetition rule, Instant from, Instant now) {
        ZonedDateTime start = from.atZone(zone(task));
        ZonedDateTime today = now.atZone(zone(task));
        return switch (task.path("repeatFrom").asString(CALENDAR)) {
            case FROM_COMPLETION -> rule.next(today.toLocalDate(), today.toLocalDate());
            case CALENDAR, "" -> rule.next(start.toLocalDate(), notExpired(task, start, today));
            default -> rule.next(start.toLocalDate(), start.toLocalDate());
        };
    }

    /**
     * Returns the first day on which the next occurrence may be. Missed occurrences are skipped; one of today is missed
     * if its time has passed.
     */
    private static LocalDate notExpired(ObjectNode task, ZonedDateTime start, ZonedDateTime today) {
        boolean allDay = task.path("isAllDay").asBoolean(false);
        boolean over = !allDay && start.toLocalTime().isBefore(today.toLocalTime());
        return over ? today.toLocalDate().plusDays(1) : today.toLocalDate();
    }

    private static ObjectNode moved(ObjectNode task, Repetition left, Instant from, LocalDate day) {
        ObjectNode next = task.deepCopy();
        long days = ChronoUnit.DAYS.between(from.atZone(zone(task)).toLocalDate(), day);
        for (String field : List.of("startDate", "dueDate"))
            WireTime.of(task, field)
                    .ifPresent(at -> next.put(
                            field,
                            WireTime.write(at.atZone(zone(task)).plusDays(days).toInstant())));
        next.put("repeatFlag", left.toString());
        if (task.path("repeatFrom").asString("").isEmpty()) next.put("repeatFrom", CALENDAR);
        Checklist.untick(next);
        return next;
    }

    private static ZoneId zone(ObjectNode task) {
        return Zones.orUtc(task.path("timeZone").asString("UTC"));
    }

    /**
     * Completes a task. A recurring task moves to its next occurrence; with any other its subtasks may be completed,
     * too.
     */
    record TaskCompletion(TaskRows rows, StaleFirstReads firstReads, TickTickBehaviour circumstances, Clock clock) {
        static final int COMPLETED = 2;

        /** Completes a task as part of a change. */
        void complete(ObjectNode task) {
            Instant now = clock.instant();
            String before = task.toString();
            Optional<ObjectNode> next = isOpen(task) ? Recurrence.next(task, now) : Optional.empty();
            ObjectNode done = task.deepCopy();
            next.ifPresent(occurrence -> {
                GeneratedValues.modified(occurrence, now);
                rows.save(occurrence);
                done.put("id", GeneratedValues.id(now));
                done.remove(List.of("repeatFlag", "repeatFrom"));
            });
            done.put("status", COMPLETED);
            done.put("completedTime", WireTime.write(now));
            GeneratedValues.modified(done, now);
            rows.save(done);
            firstReads.written(task, before);
            if (next.isEmpty()) endChildren(done);
        }

        void endChildren(ObjectNode task) {
            if (!circumstances.has(TickTickHabit.CHILDREN_END_ALONG)) return;
            for (String child : rows.children(task.path("id").stringValue()))
                rows.find(child)
                        .map(TaskRows.Stored::body)
                        .filter(TaskCompletion::isOpen)
                        .ifPresent(this::complete);
        }

        private static boolean isOpen(ObjectNode task) {
            return task.path("status").intValue() == 0;
        }

        static boolean isDone(ObjectNode task) {
            return task.path("status").intValue() == COMPLETED;
        }
    }

    /** The rule by which a task recurs. Its text is the task's {@code repeatFlag}. */
    sealed interface Repetition permits RepeatRule, NamedRule {
        /** Reads a rule; empty for any other text, with which a task does not recur. */
        static Optional<Repetition> read(String text) {
            return RuleParts.read(text).<Repetition>map(RepeatRule::new).or(() -> NamedRule.read(text));
        }

        /** Returns the rule for the remaining occurrences; empty after the last one. */
        Optional<? extends Repetition> afterOne();

        /** Returns the rule's first day after the anchor that is not before {@code earliest}. */
        Optional<LocalDate> next(LocalDate anchor, LocalDate earliest);
    }

    /**
     * An {@code ERULE}, TickTick's own kind of rule, which lists days. How other {@code ERULE}s continue is not known;
     * the sandbox takes the next day.
     */
    record NamedRule(String text) implements Repetition {
        private static final String PREFIX = "ERULE:";
        private static final String LISTED = "BYDATE=";

        static Optional<Repetition> read(String text) {
            return Optional.of(text).filter(rule -> rule.startsWith(PREFIX)).map(NamedRule::new);
        }

        @Override
        public Optional<NamedRule> afterOne() {
            return Optional.of(this);
        }

        @Override
        public Optional<LocalDate> next(LocalDate anchor, LocalDate earliest) {
            LocalDate following = anchor.plusDays(1);
            LocalDate soonest = following.isBefore(earliest) ? earliest : following;
            return listed().map(days ->
                            days.stream().filter(day -> !day.isBefore(soonest)).min(LocalDate::compareTo))
                    .orElse(Optional.of(soonest));
        }

        private Optional<List<LocalDate>> listed() {
            return Arrays.stream(text.substring(PREFIX.length()).split(";", -1))
                    .filter(part -> part.startsWith(LISTED))
                    .map(part -> Arrays.stream(part.substring(LISTED.length()).split(",", -1))
                            .flatMap(day -> RuleParts.day(day).stream())
                            .toList())
                    .findFirst();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * The usual part of {@code RRULE}: DAILY, WEEKLY, MONTHLY, YEARLY with INTERVAL, BYMONTH, BYMONTHDAY, BYDAY,
     * BYSETPOS, COUNT and UNTIL. A day that a month does not have is skipped, as in RFC 5545.
     */
    record RepeatRule(RuleParts parts) implements Repetition {
        private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
        /**
         * The number of days to search for each step of the interval: enough for the rarest rule, the 29th of February
         * around the year 2100.
         */
        private static final int LONGEST_WAIT = 366 * 9;

        @Override
        public Optional<RepeatRule> afterOne() {
            Optional<Integer> count = parts.number("COUNT");
            if (count.isEmpty()) return Optional.of(this);
            return count.filter(left -> left > 1).map(left -> new RepeatRule(parts.with("COUNT", left - 1)));
        }

        @Override
        public Optional<LocalDate> next(LocalDate anchor, LocalDate earliest) {
            LocalDate last = parts.until().orElse(LocalDate.MAX);
            LocalDate horizon = (anchor.isAfter(earliest) ? anchor : earliest)
                    .plusDays(LONGEST_WAIT * Math.min(parts.interval(), 100L));
            return periods(anchor)
                    .takeWhile(first -> !first.isAfter(horizon) && !first.isAfter(last))
                    .flatMap(first -> days(first, anchor))
                    .filter(day -> day.isAfter(anchor) && !day.isBefore(earliest) && !day.isAfter(last))
                    .findFirst();
        }

        /** Returns the first day of each of the rule's periods, such as months, beginning with the anchor's period. */
        private Stream<LocalDate> periods(LocalDate anchor) {
            return switch (parts.frequency()) {
                case "DAILY" -> every(anchor, ChronoUnit.DAYS);
                case "WEEKLY" ->
                    every(anchor.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), ChronoUnit.WEEKS);
                case "MONTHLY" -> every(anchor.withDayOfMonth(1), ChronoUnit.MONTHS);
                case "YEARLY" -> every(anchor.withDayOfYear(1), ChronoUnit.YEARS);
                default -> Stream.empty();
            };
        }

        private Stream<LocalDate> every(LocalDate first, ChronoUnit unit) {
            return Stream.iterate(first, period -> period.plus(parts.interval(), unit));
        }

        /** Returns the rule's days in one period, in order. */
        private Stream<LocalDate> days(LocalDate first, LocalDate anchor) {
            LocalDate end =
                    switch (parts.frequency()) {
                        case "WEEKLY" -> first.plusWeeks(1);
                        case "MONTHLY" -> first.plusMonths(1);
                        case "YEARLY" -> first.plusYears(1);
                        default -> first.plusDays(1);
                    };
            return placed(first.datesUntil(end).filter(named(anchor)).toList());
        }

        /** Keeps only the days at the rule's positions in the period: 1 is the first day, -1 the last. */
        private Stream<LocalDate> placed(List<LocalDate> days) {
            List<String> places = parts.list("BYSETPOS");
            if (places.isEmpty()) return days.stream();
            return IntStream.range(0, days.size())
                    .filter(i ->
                            places.contains(String.valueOf(i + 1)) || places.contains(String.valueOf(i - days.size())))
                    .mapToObj(days::get);
        }

        private Predicate<LocalDate> named(LocalDate anchor) {
            List<String> months = parts.list("BYMONTH");
            List<String> monthDays = parts.list("BYMONTHDAY");
            List<String> weekDays = parts.list("BYDAY");
            boolean none = monthDays.isEmpty() && weekDays.isEmpty();
            return day -> (months.isEmpty() || months.contains(String.valueOf(day.getMonthValue())))
                    && (monthDays.isEmpty() || isIn(monthDays, day))
                    && (weekDays.isEmpty() || isOn(weekDays, day))
                    && (!none || isLike(anchor, day));
        }

        /** True if the day is at the same place in its period as the anchor, for a rule that names no days. */
        private boolean isLike(LocalDate anchor, LocalDate day) {
            return switch (parts.frequency()) {
                case "WEEKLY" -> day.getDayOfWeek() == anchor.getDayOfWeek();
                case "MONTHLY" -> day.getDayOfMonth() == anchor.getDayOfMonth();
                case "YEARLY" ->
                    day.getDayOfMonth() == anchor.getDayOfMonth()
                            && (!parts.list("BYMONTH").isEmpty() || day.getMonth() == anchor.getMonth());
                default -> true;
            };
        }

        /** True if the list has the day of the month, counted from the begin or from the end: -1 is the last day. */
        private static boolean isIn(List<String> monthDays, LocalDate day) {
            int fromEnd = day.getDayOfMonth() - day.lengthOfMonth() - 1;
            return monthDays.contains(String.valueOf(day.getDayOfMonth()))
                    || monthDays.contains(String.valueOf(fromEnd));
        }

        /**
         * True if the list has the day of the week, alone or with its number in the month or year: {@code MO}, {@code
         * 2MO}, {@code -1FR}.
         */
        private boolean isOn(List<String> weekDays, LocalDate day) {
            String name = DAYS.get(day.getDayOfWeek().getValue() - 1);
            boolean inYear =
                    parts.frequency().equals("YEARLY") && parts.list("BYMONTH").isEmpty();
            int number = inYear ? day.getDayOfYear() : day.getDayOfMonth();
            int length = inYear ? day.lengthOfYear() : day.lengthOfMonth();
            int place = (number + 6) / 7;
            int placeFromEnd = -(length - number) / 7 - 1;
            return Stream.of(name, place + name, placeFromEnd + name).anyMatch(weekDays::contains);
        }

        @Override
        public String toString() {
            return parts.toString();
        }
    }

    /** The parts of an {@code RRULE}, in the order of its text. */
    record RuleParts(Map<String, String> parts) {
        private static final String PREFIX = "RRULE:";

        static Optional<RuleParts> read(String text) {
            if (!text.startsWith(PREFIX)) return Optional.empty();
            Map<String, String> parts = new LinkedHashMap<>();
            for (String part : text.substring(PREFIX.length()).split(";", -1)) {
                int equals = part.indexOf('=');
                if (equals > 0) parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
            return Optional.of(new RuleParts(parts)).filter(rule -> rule.parts.containsKey("FREQ"));
        }

        RuleParts with(String part, int number) {
            Map<String, String> changed = new LinkedHashMap<>(parts);
            changed.put(part, String.valueOf(number));
            return new RuleParts(changed);
        }

        String frequency() {
            return parts.getOrDefault("FREQ", "");
        }

        int interval() {
            return Math.max(1, number("INTERVAL").orElse(1));
        }

        Optional<LocalDate> until() {
            return Optional.ofNullable(parts.get("UNTIL"))
                    .filter(text -> text.length() >= 8)
                    .flatMap(text -> day(text.substring(0, 8)));
        }

        static Optional<LocalDate> day(String text) {
            try {
                return Optional.of(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE));
            } catch (DateTimeException unreadable) {
                return Optional.empty();
            }
        }

        Optional<Integer> number(String part) {
            return Optional.ofNullable(parts.get(part))
                    .filter(text -> text.matches("\\d{1,6}"))
                    .map(Integer::valueOf);
        }

        List<String> list(String part) {
            String text = parts.get(part);
            return text == null ? List.of() : List.of(text.split(",", -1));
        }

        @Override
        public String toString() {
            return parts.entrySet().stream()
                    .map(part -> part.getKey() + "=" + part.getValue())
                    .collect(Collectors.joining(";", PREFIX, ""));
        }
    }
}
