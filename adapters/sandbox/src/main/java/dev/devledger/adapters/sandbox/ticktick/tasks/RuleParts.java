package dev.devledger.adapters.sandbox.ticktick.tasks;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an {@code RRULE} says, part by part, in the order of its text. */
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
