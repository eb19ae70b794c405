package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.application.time.TimeEntryDirectory;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.time.Parts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds time entries still before a write, and checks that the caller saw the newest state of them. */
public record ExpectedEntries(TimeEntryDirectory entries, ChangesMade made) {
    private static final Pattern KEY = Pattern.compile("E-[0-9]{1,18}");

    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /**
     * All people whose time it is are locked at once, before any command: two calls do not wait for each other then.
     *
     * @param expected what the call expects, also of tasks and projects
     * @param named the keys of entries that the call is about beside those, each with its place in the call
     * @param others people whose time it will be
     */
    void hold(Map<String, Long> expected, Map<String, String> named, Collection<PersonId> others) {
        Map<String, Parts.Seen> found = find(expected, named);
        Stream<PersonId> owners =
                found.values().stream().map(each -> each.details().person());
        TreeSet<PersonId> people =
                new TreeSet<>(Stream.concat(owners, others.stream()).toList());
        if (people.isEmpty()) {
            return;
        }
        entries.lock(people);
        List<String> stale = new ArrayList<>();
        new TreeMap<>(expected).forEach((key, version) -> {
            if (isKey(key)) {
                require(key, version, stale);
            }
        });
        if (!stale.isEmpty()) {
            throw new ToolFailure(
                    ToolProblem.STALE,
                    String.join(" ", stale) + " Call get_time_report with group_by=[\"entry\"], then decide again.");
        }
    }

    private Map<String, Parts.Seen> find(Map<String, Long> expected, Map<String, String> named) {
        Map<String, String> places = new LinkedHashMap<>(named);
        expected.keySet().stream().filter(ExpectedEntries::isKey).forEach(key -> places.putIfAbsent(key, key));
        Map<String, Parts.Seen> found = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        places.forEach((key, place) -> entries.find(key)
                .ifPresentOrElse(known -> found.put(key, known.seen()), () -> missing.add(told(key, place))));
        if (!missing.isEmpty()) {
            throw new ToolFailure(
                    ToolProblem.NOT_FOUND,
                    "%s %s not exist. Call get_time_report with group_by=[\"entry\"] to get keys."
                            .formatted(String.join(", ", missing), missing.size() == 1 ? "does" : "do"));
        }
        return found;
    }

    private static String told(String key, String place) {
        return key.equals(place) ? Quoted.line(key) : place + " " + Quoted.line(key);
    }

    /** What was read before the lock may be old. */
    private void require(String key, long given, List<String> stale) {
        Parts.Seen seen = entries.find(key).orElseThrow().seen();
        if (seen.version() != given) {
            String words = "%s is at version %d, you gave %d.".formatted(key, seen.version(), given);
            long missed = seen.version() - Math.max(given, 0);
            stale.add(missed > 0 ? words + " " + made.since(seen.entry().value(), missed) : words);
        }
    }
}
