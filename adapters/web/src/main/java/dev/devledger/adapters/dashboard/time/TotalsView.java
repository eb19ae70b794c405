package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.application.time.TimeSummary;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sums of time, the largest first. */
record TotalsView(
        Frame frame,
        Asked asked,
        Period period,
        LocalDate today,
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
            Frame frame, Asked asked, Period period, LocalDate today, TotalsPage.Kind kind, TimeSummary summary) {
        long longest = summary.items().stream()
                .mapToLong(TimeSummary.Item::seconds)
                .max()
                .orElse(0);
        List<Line> lines = summary.items().stream()
                .sorted((one, other) -> Long.compare(other.seconds(), one.seconds()))
                .map(item -> new Line(Group.of(kind.word(), item.group()), item, longest))
                .toList();
        return new TotalsView(frame, asked, period, today, kind, lines, summary);
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
                .map(name -> name + " " + asked.field(name))
                .collect(Collectors.joining(", "));
    }

    /** The same sums of another time. */
    String of(Period other) {
        return at("/time/totals", other).with("to", other.to().toString());
    }

    /** The entries that are summed up here, as a file. */
    String csv() {
        Asked file = at("/api/time-entries/export", period);
        return new Asked(file.path(), without(file.parameters(), "by")).with("format", "csv");
    }

    private Asked at(String path, Period other) {
        Map<String, String> all = new HashMap<>(asked.parameters());
        all.put("from", other.from().toString());
        all.put("to", other.to().toString());
        return new Asked(path, all);
    }

    private static Map<String, String> without(Map<String, String> all, String name) {
        Map<String, String> rest = new HashMap<>(all);
        rest.remove(name);
        return rest;
    }
}
