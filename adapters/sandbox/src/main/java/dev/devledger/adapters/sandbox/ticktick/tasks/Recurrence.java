package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.ticktick.common.Circumstances;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances.FirstReads;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances.TickTickHabit;
import dev.devledger.adapters.sandbox.ticktick.common.Marks;
import dev.devledger.adapters.sandbox.ticktick.common.WireTime;
import dev.devledger.adapters.sandbox.ticktick.common.WireTime.Zones;
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

/** The next occurrence of a repeating task, when one is completed: the same task, later. */
final class Recurrence {
    private static final String FROM_COMPLETION = "1";
    private static final String CALENDAR = "2";

    private Recurrence() {}

    /**
     * Returns the task with its next dates, or empty if this occurrence was the last one or the task does not repeat.
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
     * Returns the first day that the calendar allows. Occurrences that are over are skipped; one of today is over when
     * its time is.
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

    /** Completes a task: one that repeats goes on as its next occurrence; else the tasks below may end with it. */
    record TaskCompletion(TaskRows rows, FirstReads firstReads, Circumstances circumstances, Clock clock) {
        static final int COMPLETED = 2;

        /** Completes a task within a change. */
        void complete(ObjectNode task) {
            Instant now = clock.instant();
            String before = task.toString();
            Optional<ObjectNode> next = isOpen(task) ? Recurrence.next(task, now) : Optional.empty();
            ObjectNode done = task.deepCopy();
            next.ifPresent(occurrence -> {
                Marks.modified(occurrence, now);
                rows.save(occurrence);
                done.put("id", Marks.id(now));
                done.remove(List.of("repeatFlag", "repeatFrom"));
            });
            done.put("status", COMPLETED);
            done.put("completedTime", WireTime.write(now));
            Marks.modified(done, now);
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

    /** The rule by which a task repeats. Its text is the task's {@code repeatFlag}. */
    sealed interface Repetition permits RepeatRule, NamedRule {
        /** Reads a rule; empty for other text: such a task is simply completed. */
        static Optional<Repetition> read(String text) {
            return RuleParts.read(text).<Repetition>map(RepeatRule::new).or(() -> NamedRule.read(text));
        }

        /** Returns the rest of the rule; empty after the last occurrence. */
        Optional<? extends Repetition> afterOne();

        /** Returns the rule's first day after the anchor that is not before {@code earliest}. */
        Optional<LocalDate> next(LocalDate anchor, LocalDate earliest);
    }

    /**
     * An {@code ERULE} of TickTick's own, with the days that it lists. Others go on in an unknown way; the sandbox
     * takes the next day.
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
     * The part of {@code RRULE} that people use: DAILY, WEEKLY, MONTHLY, YEARLY with INTERVAL, BYMONTH, BYMONTHDAY,
     * BYDAY, BYSETPOS, COUNT and UNTIL. A day that a month does not have is left out, as in RFC 5545.
     */
    record RepeatRule(RuleParts parts) implements Repetition {
        private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
        /**
         * Days to search for each step of the interval; more than the rarest rule, a 29th of February around the year
         * 2100.
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

        /** Returns the first days of the rule's periods, such as months, from that of the anchor on. */
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

        /** Returns the days of one period, in order. */
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

        /** Keeps the days of a period at the rule's positions: 1 is the first, -1 the last. */
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

        /** True if the day is like the first one, for a rule that names no days. */
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

        /** True if the list has the day of the month, also counted from its end: -1 is the last day. */
        private static boolean isIn(List<String> monthDays, LocalDate day) {
            int fromEnd = day.getDayOfMonth() - day.lengthOfMonth() - 1;
            return monthDays.contains(String.valueOf(day.getDayOfMonth()))
                    || monthDays.contains(String.valueOf(fromEnd));
        }

        /**
         * True if the list has the day of the week, alone or with the place in the month or the year: {@code MO},
         * {@code 2MO}, {@code -1FR}.
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
