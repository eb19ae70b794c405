package dev.devledger.adapters.sandbox.ticktick.tasks;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The part of {@code RRULE} that people use: DAILY, WEEKLY, MONTHLY, YEARLY with INTERVAL, BYMONTH, BYMONTHDAY, BYDAY,
 * BYSETPOS, COUNT and UNTIL. A day that a month does not have is left out, as in RFC 5545.
 */
record RepeatRule(RuleParts parts) implements Repetition {
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    /** For each step of the interval; longer than the rarest rule, a 29th of February around the year 2100. */
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

    /** The first days of the months, say, in which it has days; the first of them is that of the anchor. */
    private Stream<LocalDate> periods(LocalDate anchor) {
        return switch (parts.frequency()) {
            case "DAILY" -> every(anchor, ChronoUnit.DAYS);
            case "WEEKLY" -> every(anchor.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), ChronoUnit.WEEKS);
            case "MONTHLY" -> every(anchor.withDayOfMonth(1), ChronoUnit.MONTHS);
            case "YEARLY" -> every(anchor.withDayOfYear(1), ChronoUnit.YEARS);
            default -> Stream.empty();
        };
    }

    private Stream<LocalDate> every(LocalDate first, ChronoUnit unit) {
        return Stream.iterate(first, period -> period.plus(parts.interval(), unit));
    }

    /** Those of one period, in order. */
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

    /** Of the days that the rule names in a period, those at the places that it asks for: 1 is the first, -1 the last. */
    private Stream<LocalDate> placed(List<LocalDate> days) {
        List<String> places = parts.list("BYSETPOS");
        if (places.isEmpty()) return days.stream();
        return IntStream.range(0, days.size())
                .filter(i -> places.contains(String.valueOf(i + 1)) || places.contains(String.valueOf(i - days.size())))
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

    /** Where nothing says which days, it is those like the first one. */
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

    /** From the end of the month, too: -1 is its last day. */
    private static boolean isIn(List<String> monthDays, LocalDate day) {
        int fromEnd = day.getDayOfMonth() - day.lengthOfMonth() - 1;
        return monthDays.contains(String.valueOf(day.getDayOfMonth())) || monthDays.contains(String.valueOf(fromEnd));
    }

    /** Days of the week, alone or with the place in the month or the year: {@code MO}, {@code 2MO}, {@code -1FR}. */
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
