package dev.devledger.application.imports;

import dev.devledger.application.time.OverlapPolicy;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.time.TimeEntryDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The time of the rows of a file, to see which of it a person has twice. */
final class EntryOverlaps {

    /** @param key null of a row of the file, which has a line */
    private record Time(
            Instant start, Instant end, long line, @Nullable String key) {
        String name() {
            return key == null ? "line " + line : key;
        }

        boolean isOfFile() {
            return line > 0;
        }

        boolean reaches(Instant moment) {
            return end.isAfter(moment);
        }
    }

    private final Map<PersonId, List<Time>> rows = new TreeMap<>();

    void clear() {
        rows.clear();
    }

    void add(long line, TimeEntryDetails details) {
        Instant end = details.end();
        if (end != null && end.isAfter(details.start())) {
            rows.computeIfAbsent(details.person(), any -> new ArrayList<>())
                    .add(new Time(details.start(), end, line, null));
        }
    }

    Set<PersonId> people() {
        return rows.keySet();
    }

    /**
     * Of each two that overlap one is told, as long as there is room. An error where overlaps are refused, else a remark.
     */
    void find(EntryRules rules, Errors errors, Errors remarks) {
        boolean refused = rules.overlap() == OverlapPolicy.REFUSE;
        rows.forEach((person, ofFile) -> tell(all(rules, person, ofFile), refused ? errors : remarks));
    }

    /** With those of the ledger, in their order. */
    private static List<Time> all(EntryRules rules, PersonId person, List<Time> ofFile) {
        Instant from =
                ofFile.stream().map(Time::start).min(Comparator.naturalOrder()).orElseThrow();
        Instant to =
                ofFile.stream().map(Time::end).max(Comparator.naturalOrder()).orElseThrow();
        List<Time> all = new ArrayList<>(ofFile);
        rules.queries().logged(person, from, to).stream()
                .filter(each -> each.end().isAfter(each.start()))
                .map(each -> new Time(each.start(), each.end(), 0, each.key().toString()))
                .forEach(all::add);
        all.sort(Comparator.comparing(Time::start).thenComparingLong(Time::line));
        return all;
    }

    /** Of what began before, the one that ends last overlaps whatever else does. */
    private static void tell(List<Time> all, Errors into) {
        Time last = null;
        Time lastOfFile = null;
        for (Time each : all) {
            if (into.isFull()) {
                return;
            }
            Time before = each.isOfFile() ? last : lastOfFile;
            if (before != null && before.reaches(each.start())) {
                boolean itself = each.isOfFile();
                into.add(
                        itself ? each.line() : before.line(),
                        "start",
                        "overlaps " + (itself ? before.name() : each.name()) + " of the same person");
            }
            last = last == null || each.end().isAfter(last.end()) ? each : last;
            lastOfFile =
                    each.isOfFile() && (lastOfFile == null || each.end().isAfter(lastOfFile.end())) ? each : lastOfFile;
        }
    }
}
