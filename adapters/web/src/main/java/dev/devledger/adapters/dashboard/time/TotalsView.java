package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Moment;
import dev.devledger.application.time.TimeSummary;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sums of time, the largest first.
 *
 * @param asOf the address of this page as it is now, to stay so; null of one of the past
 * @param zone whose days these are
 */
record TotalsView(
        Frame frame,
        @Nullable String asOf,
        Asked asked,
        Period period,
        LocalDate today,
        ZoneId zone,
        TotalsPage.Kind kind,
        List<Line> lines,
        TimeSummary summary) {

    /** @param longest of all lines, which takes the whole width */
    record Line(Group group, TimeSummary.Item item, long longest) {
        Worked time() {
            return new Worked(item.seconds());
        }

        Worked billable() {
            return new Worked(item.billableSeconds());
        }

        String width() {
            return String.format(
                    Locale.ROOT, "%.2f%%", longest == 0 ? 0 : Math.max(0, 100.0 * item.seconds() / longest));
        }
    }

    static TotalsView of(
            Frame frame,
            @Nullable String asOf,
            Asked asked,
            Period period,
            LocalDate today,
            ZoneId zone,
            TotalsPage.Kind kind,
            TimeSummary summary) {
        long longest = summary.items().stream()
                .mapToLong(TimeSummary.Item::seconds)
                .max()
                .orElse(0);
        List<Line> lines = summary.items().stream()
                .sorted((one, other) -> Long.compare(other.seconds(), one.seconds()))
                .map(item -> new Line(Group.of(kind.word(), item.group()), item, longest))
                .toList();
        return new TotalsView(frame, asOf, asked, period, today, zone, kind, lines, summary);
    }

    Worked total() {
        return new Worked(summary.total().seconds());
    }

    Worked billable() {
        return new Worked(summary.total().billableSeconds());
    }

    List<TotalsPage.Kind> kinds() {
        return List.of(TotalsPage.Kind.values());
    }

    Map<String, Period> choices() {
        return Period.choices(today);
    }

    /** What is left out, so that a printed page says it too; empty where nothing is. */
    String only() {
        return Stream.of("project", "person", "tag", "billable")
                .filter(name -> asked.text(name) != null)
                .map(name -> only(name, asked.field(name)))
                .collect(Collectors.joining(", "));
    }

    private static String only(String name, String value) {
        return name.equals("billable") ? (value.equals("true") ? "billable" : "not billable") : name + " " + value;
    }

    /** The same sums of another time. */
    String of(Period other) {
        return at("/time/totals", other).with("to", other.to().toString());
    }

    /** The entries that are summed up here, as a file. */
    String csv() {
        Asked file = file("/api/time-entries/export");
        Map<String, String> all = new HashMap<>(file.parameters());
        all.remove("by");
        return new Asked(file.path(), all).with("format", "csv");
    }

    /** The sums themselves, as a file. */
    String sums() {
        Asked file = file("/api/time-entries/summary");
        return new Asked(file.path(), and(file.parameters(), "by", kind.word())).with("format", "csv");
    }

    /** As of the same moment. */
    private Asked file(String path) {
        Moment moment = frame.moment();
        Asked file = at(path, period);
        return moment == null ? file : new Asked(path, and(file.parameters(), Asked.AS_OF, moment.asOf()));
    }

    private Asked at(String path, Period other) {
        Map<String, String> all = new HashMap<>(asked.parameters());
        all.put("from", other.from().toString());
        all.put("to", other.to().toString());
        return new Asked(path, all);
    }

    private static Map<String, String> and(Map<String, String> some, String name, String value) {
        Map<String, String> all = new HashMap<>(some);
        all.put(name, value);
        return all;
    }
}
