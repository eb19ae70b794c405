package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.PastMoment;
import dev.devledger.adapters.dashboard.frame.PastMoment.PageMoments;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.history.ChangeSetView.NamedChanges;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.ChangeSets.ChangeSetSummaries;
import dev.devledger.application.history.ChangeSets.ChangeSetSummaries.ChangeSetSummary;
import dev.devledger.application.history.HistoryCounts.DayCounts;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryNames;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the history, with its filters. */
@Controller
record HistoryPage(
        HistoryQueries history,
        ChangeSetSummaries sets,
        DayCounts counts,
        KeyedEntities entities,
        NamedChanges named,
        HistoryNames names,
        Frames frames,
        PageMoments moments,
        Clock clock) {
    private static final int SETS = 100;

    /** The most names in a menu; users can type other names. */
    private static final int NAMES = 50;

    /** The most entries to count for a filter that is dropped. */
    private static final int COUNTED = 50;

    /** The kinds of events in a menu; users can type other kinds. */
    static final List<String> EVENTS = List.of(
            "project",
            "project.created",
            "project.edited",
            "project.status-changed",
            "project.note-added",
            "project.deleted",
            "task",
            "task.created",
            "task.edited",
            "task.status-changed",
            "task.moved",
            "task.claimed",
            "task.note-added",
            "task.deleted",
            "time-entry",
            "conflict",
            "person",
            "customer",
            "service",
            "view");

    private static final Page<ChangeSetSummary> NOTHING = new Page<>(List.of(), null);

    /**
     * @param next the address of older entries; null at the beginning of the ledger
     * @param unknown true if the project or task in the filter does not exist
     * @param drops the filters that a user may drop, if nothing was found
     */
    record View(
            Frame frame,
            HistoryQuery wanted,
            List<HistoryDay> days,
            @Nullable String next,
            boolean unknown,
            DailyChangeCounts strip,
            HistoryNames.Names names,
            List<Drop> drops) {

        PageQuery asked() {
            return wanted.asked();
        }

        /**
         * Returns the address of the same page as of its newest entry; null without entries, or on a page of the past.
         */
        @Nullable
        String asOf() {
            if (frame.moment() != null || days.isEmpty()) {
                return null;
            }
            ChangeSetView newest = days.getFirst().runs().getFirst().newest();
            return asked().with(
                            PageQuery.AS_OF,
                            String.valueOf(newest.changes().getFirst().entry().position()));
        }
    }

    /** @param found the number of entries without this filter */
    record Drop(String name, String href, String found) {}

    @GetMapping(path = "/history", produces = MediaType.TEXT_HTML_VALUE)
    void show(@RequestParam Map<String, String> parameters, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        PageQuery asked = new PageQuery("/history", parameters);
        String key = asked.text("entity");
        KeyedEntities.Keyed entity = key == null ? null : entities.find(key).orElse(null);
        boolean unknown = key != null && entity == null;
        PastMoment moment = moments.of(asked, entity == null ? null : entity.key());
        HistoryQuery wanted = new HistoryQuery(asked, entity, moment);
        Instant now = moment == null ? clock.instant() : moment.clock();
        Page<ChangeSetSummary> page =
                unknown ? NOTHING : sets.list(wanted.filter(), new PageRequest(SETS, asked.text(PageQuery.CURSOR)));
        View view = new View(
                frames.of("History – Devledger", "/history", moment, request),
                wanted,
                HistoryDay.of(
                        named.told(page.items(), now, moment),
                        LocalDate.ofInstant(now, ShownInstant.zone()),
                        ShownInstant.zone()),
                asked.next(page.nextCursor()),
                unknown,
                strip(wanted, unknown),
                names.first(NAMES),
                page.items().isEmpty() ? drops(wanted, unknown) : List.of());
        Templates.write(Templates.render("dashboard/history/history.jte", view), response);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ShownInstant.zone());
    }

    /**
     * Returns the chart of the last days. The chart ignores the filter by days, so that each day leads to another day.
     */
    private DailyChangeCounts strip(HistoryQuery wanted, boolean unknown) {
        LocalDate today = today();
        Map<LocalDate, Map<String, Long>> days =
                unknown ? Map.of() : counted(wanted.without("since").without("until"), DailyChangeCounts.first(today));
        return DailyChangeCounts.of(days, today, wanted.asked(), named.connectors());
    }

    /**
     * Counts the changes by day: all changes of days before the shown moment's day, and the changes of the moment's own
     * day up to the moment.
     */
    private Map<LocalDate, Map<String, Long>> counted(HistoryQuery wanted, LocalDate first) {
        PastMoment moment = wanted.moment();
        if (moment == null) {
            return counts.from(first, wanted.filter(), ShownInstant.zone());
        }
        LocalDate last = LocalDate.ofInstant(moment.at(), ShownInstant.zone());
        if (last.isBefore(first)) {
            return Map.of();
        }
        Map<LocalDate, Map<String, Long>> days = new TreeMap<>(
                counts.from(first, wanted.whenever(), ShownInstant.zone()).headMap(last, false));
        days.putAll(counts.from(last, wanted.filter(), ShownInstant.zone()));
        return days;
    }

    /** Returns the filters that a user may drop; only the project or task if it does not exist. */
    private List<Drop> drops(HistoryQuery wanted, boolean unknown) {
        return wanted.narrowing().entrySet().stream()
                .filter(each -> !unknown || each.getKey().equals("entity"))
                .map(each -> drop(wanted, each.getKey(), each.getValue()))
                .toList();
    }

    private Drop drop(HistoryQuery wanted, String name, String words) {
        Page<HistoryView> others = history.list(wanted.without(name).filter(), new PageRequest(COUNTED, null));
        int found = others.items().size();
        return new Drop(
                words,
                wanted.asked().with(name, null),
                others.nextCursor() != null ? found + " or more" : String.valueOf(found));
    }

    /** The changes of one day in a time zone, the newest first. */
    record HistoryDay(String name, List<ChangeSetGroupView> runs) {
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

        /** @param sets the change sets, the newest first */
        static List<HistoryDay> of(List<ChangeSetView> sets, LocalDate today, ZoneId zone) {
            Map<LocalDate, List<ChangeSetView>> days = new LinkedHashMap<>();
            for (ChangeSetView set : sets) {
                LocalDate day = LocalDate.ofInstant(set.at().instant(), zone);
                days.computeIfAbsent(day, first -> new ArrayList<>()).add(set);
            }
            return days.entrySet().stream()
                    .map(each -> new HistoryDay(name(each.getKey(), today), ChangeSetGroupView.of(each.getValue())))
                    .toList();
        }

        private static String name(LocalDate day, LocalDate today) {
            if (day.equals(today)) {
                return "Today";
            }
            return day.equals(today.minusDays(1)) ? "Yesterday" : DAY.format(day);
        }
    }

    /**
     * A run of consecutive change sets of one actor and one type within minutes, the newest first, or a single change
     * set. Each change set of a run is still undone by itself.
     */
    record ChangeSetGroupView(List<ChangeSetView> sets) {
        /** The fewest change sets that form a run, as two rows are as quick to read as one row that groups them. */
        private static final int FEWEST = 3;

        private static final Duration LONGEST = Duration.ofMinutes(10);

        /** @param sets the change sets, the newest first */
        static List<ChangeSetGroupView> of(List<ChangeSetView> sets) {
            List<ChangeSetGroupView> runs = new ArrayList<>();
            int from = 0;
            while (from < sets.size()) {
                int end = from + 1;
                while (end < sets.size() && belongs(sets.get(from), sets.get(end))) {
                    end++;
                }
                List<ChangeSetView> run = sets.subList(from, end);
                if (run.size() < FEWEST) {
                    run.forEach(each -> runs.add(new ChangeSetGroupView(List.of(each))));
                } else {
                    runs.add(new ChangeSetGroupView(List.copyOf(run)));
                }
                from = end;
            }
            return runs;
        }

        private static boolean belongs(ChangeSetView newest, ChangeSetView older) {
            return newest.kind() != null
                    && Objects.equals(newest.kind(), older.kind())
                    && newest.who().equals(older.who())
                    && newest.through().equals(older.through())
                    && Duration.between(older.at().instant(), newest.at().instant())
                                    .compareTo(LONGEST)
                            <= 0;
        }

        boolean isRolledUp() {
            return sets.size() > 1;
        }

        ChangeSetView newest() {
            return sets.getFirst();
        }

        /** Returns the summary, such as "7 changes of tasks". */
        String words() {
            long changes = sets.stream().mapToLong(ChangeSetView::size).sum();
            return changes + " changes of " + plural(Objects.requireNonNull(newest().kind()));
        }

        ShownInstant begin() {
            return sets.getLast().at();
        }

        ShownInstant end() {
            return newest().at();
        }

        /** True if the run begins and ends in the same minute. */
        boolean isOfOneMinute() {
            return begin().clock().equals(end().clock());
        }

        private static String plural(String kind) {
            return switch (kind) {
                case "person" -> "people";
                case "time-entry" -> "time entries";
                default -> kind + "s";
            };
        }
    }
}
