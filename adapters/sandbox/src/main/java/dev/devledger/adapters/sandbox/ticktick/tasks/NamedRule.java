package dev.devledger.adapters.sandbox.ticktick.tasks;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An {@code ERULE} of TickTick's own. Where it lists its days, these are they. How others go on is not known, only that
 * they do; here it is the next day.
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
