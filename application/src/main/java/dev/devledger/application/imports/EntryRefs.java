package dev.devledger.application.imports;

import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.imports.ImportProgress.ImportStore;
import dev.devledger.application.imports.ImportRow.StableIds;
import dev.devledger.application.imports.Imports.EntryRules;
import dev.devledger.application.imports.Imports.ImportRefused;
import dev.devledger.application.imports.Imports.ImportRefused.Errors;
import dev.devledger.application.imports.Imports.ImportRefused.ImportError;
import dev.devledger.application.imports.Imports.ImportRules;
import dev.devledger.application.time.TimeEntries.OverlapPolicy;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the references of a file's time entries: the entries that the ledger already has, and the tasks that rows
 * name.
 */
final class EntryRefs {
    private static final int MOST = 100_000;

    private final ImportRules rules;
    private final ImportStore store;
    private final ProjectRefs homes;
    private final EntryOverlaps overlaps = new EntryOverlaps();
    private final Map<TimeEntryId, Boolean> present = new HashMap<>();
    private final Map<String, Optional<TaskTree.Node>> keys = new HashMap<>();
    private final Map<ImportStore.Title, List<ImportStore.TitledTask>> titles = new HashMap<>();
    private final Map<ProjectId, Boolean> billable = new HashMap<>();

    /** The tasks on which time is logged, by key or id, with their projects at the time of the check. */
    private final Map<String, ProjectId> used = new TreeMap<>();

    EntryRefs(ImportRules rules, ImportStore store, ProjectRefs homes) {
        this.rules = rules;
        this.store = store;
        this.homes = homes;
    }

    /** Returns the times of the rows that were decided since the last clear. */
    EntryOverlaps overlaps() {
        return overlaps;
    }

    /** Looks up the entries that the ledger already has. */
    void look(List<ImportRow> rows) {
        List<TimeEntryId> entries =
                entries(rows).map(ImportRow.NewEntry::entry).distinct().toList();
        if (!entries.isEmpty()) {
            present.putAll(store.presentEntries(entries));
        }
    }

    boolean isPresent(TimeEntryId entry) {
        return present.containsKey(entry);
    }

    boolean isDeleted(TimeEntryId entry) {
        return present.getOrDefault(entry, false);
    }

    /** Looks up the tasks of the rows, once their projects are known. */
    void lookUp(List<ImportRow> rows) {
        List<ImportRow.NewEntry> named = entries(rows)
                .filter(row -> row.task() != null && !isPresent(row.entry()))
                .toList();
        Set<String> asKeys = new HashSet<>();
        Set<ImportStore.Title> asTitles = new HashSet<>();
        for (ImportRow.NewEntry row : named) {
            ImportRow.TaskReference task = Objects.requireNonNull(row.task());
            String title = task.title();
            Optional<ProjectId> project = row.home() == null
                    ? Optional.empty()
                    : homes.ofLedger(row.home().name());
            if (title == null) {
                asKeys.add(upper(Objects.requireNonNull(task.key())));
            } else {
                project.ifPresent(known -> asTitles.add(new ImportStore.Title(known, title)));
            }
            String id = task.id();
            if (id != null) {
                asKeys.add(upper(id));
                project.ifPresent(known -> asKeys.add(copy(known, id)));
            }
        }
        asKeys.removeAll(keys.keySet());
        asTitles.removeAll(titles.keySet());
        ask(asKeys, asTitles);
    }

    private void ask(Set<String> asKeys, Set<ImportStore.Title> asTitles) {
        if (keys.size() + titles.size() + asKeys.size() + asTitles.size() > MOST) {
            throw new ImportRefused(List.of(new ImportError(
                    1, "task", "is one too many: a file can name at most " + MOST + " tasks; split the file")));
        }
        Map<String, TaskTree.Node> found =
                asKeys.isEmpty() ? Map.of() : rules.tasks().findAll(asKeys);
        asKeys.forEach(each -> keys.put(each, Optional.ofNullable(found.get(each))));
        Map<ImportStore.Title, List<ImportStore.TitledTask>> called =
                asTitles.isEmpty() ? Map.of() : store.titled(asTitles);
        asTitles.forEach(each -> titles.put(each, called.getOrDefault(each, List.of())));
    }

    private static Stream<ImportRow.NewEntry> entries(List<ImportRow> rows) {
        return rows.stream().filter(ImportRow.NewEntry.class::isInstance).map(ImportRow.NewEntry.class::cast);
    }

    /** Returns the id of the copy of a task that an import of the exporting ledger's tasks creates in the project. */
    private static String copy(ProjectId project, String id) {
        return upper(StableIds.of(project, id).toString());
    }

    /** Returns the task of that id, or its copy in the project. */
    Optional<TaskTree.Node> byId(String id, @Nullable ProjectId project) {
        Optional<TaskTree.Node> one = byKey(id);
        return one.isPresent() || project == null ? one : byKey(copy(project, id));
    }

    /** Returns the key in upper case: keys match in any case. */
    static String upper(String key) {
        return key.toUpperCase(Locale.ROOT);
    }

    Optional<TaskTree.Node> byKey(String key) {
        Optional<TaskTree.Node> node = keys.getOrDefault(upper(key), Optional.empty());
        node.filter(each -> !each.deleted()).ifPresent(each -> used.put(upper(key), each.project()));
        return node;
    }

    /** Returns the tasks of that title; only the one with {@code key}, if one of several has it. */
    List<ImportStore.TitledTask> byTitle(ImportStore.Title title, @Nullable String key) {
        List<ImportStore.TitledTask> all = titles.getOrDefault(title, List.of());
        List<ImportStore.TitledTask> one = all.stream()
                .filter(each -> all.size() == 1 || each.key().equals(key))
                .toList();
        one.forEach(each -> used.put(each.key(), title.project()));
        return one.isEmpty() ? all : one;
    }

    /** Returns if time on the project is billable by default; false for a project that the file creates. */
    boolean billable(ProjectId project) {
        return billable.computeIfAbsent(project, each -> rules.entries()
                .projects()
                .find(each.toString())
                .map(booked -> booked.details().billing().billable())
                .orElse(false));
    }

    /**
     * Returns true if the tasks are still in their projects. Runs in the transaction that stores, with the projects
     * locked.
     */
    boolean areTheSame() {
        List<String> all = new ArrayList<>(used.keySet());
        for (int from = 0; from < all.size(); from += 1_000) {
            List<String> some = all.subList(from, Math.min(all.size(), from + 1_000));
            if (!same(some, rules.tasks().findAll(some))) {
                return false;
            }
        }
        return true;
    }

    private boolean same(Collection<String> some, Map<String, TaskTree.Node> now) {
        return some.stream().allMatch(key -> {
            TaskTree.Node node = now.get(key);
            return node != null && !node.deleted() && node.project().equals(used.get(key));
        });
    }

    /** The times of a file's rows, to find overlapping times of one person. */
    static final class EntryOverlaps {

        /** A time; {@code line} is the row's line, or 0 for an entry of the ledger. */
        private record Time(Instant start, Instant end, long line, String name) {
            boolean isOfFile() {
                return line > 0;
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
                        .add(new Time(details.start(), end, line, "line " + line));
            }
        }

        Set<PersonId> people() {
            return rows.keySet();
        }

        /**
         * Reports one time of each overlapping pair, up to the limit of reports: as an error if overlaps are refused,
         * else as a remark.
         */
        void find(EntryRules rules, Errors errors, Errors remarks) {
            boolean refused = rules.overlap() == OverlapPolicy.REFUSE;
            rows.forEach((person, ofFile) -> tell(all(rules, person, ofFile), refused ? errors : remarks));
        }

        /** Returns the times of the file together with the ledger's, in order. */
        private static List<Time> all(EntryRules rules, PersonId person, List<Time> ofFile) {
            Instant from =
                    Collections.min(ofFile, Comparator.comparing(Time::start)).start();
            Instant to =
                    Collections.max(ofFile, Comparator.comparing(Time::end)).end();
            List<Time> all = new ArrayList<>(ofFile);
            rules.queries().logged(person, from, to).stream()
                    .filter(each -> each.end().isAfter(each.start()))
                    .map(each ->
                            new Time(each.start(), each.end(), 0, each.key().toString()))
                    .forEach(all::add);
            all.sort(Comparator.comparing(Time::start).thenComparingLong(Time::line));
            return all;
        }

        /**
         * Compares each time with the earlier time that ends last: if the time overlaps any earlier one, it overlaps
         * this one.
         */
        private static void tell(List<Time> all, Errors into) {
            Time last = null;
            Time lastOfFile = null;
            for (Time each : all) {
                if (into.isFull()) {
                    return;
                }
                Time before = each.isOfFile() ? last : lastOfFile;
                if (before != null && before.end().isAfter(each.start())) {
                    Time told = each.isOfFile() ? each : before;
                    Time other = each.isOfFile() ? before : each;
                    into.add(told.line(), "start", "overlaps " + other.name() + " of the same person");
                }
                last = later(each, last);
                lastOfFile = each.isOfFile() ? later(each, lastOfFile) : lastOfFile;
            }
        }

        private static Time later(Time each, @Nullable Time last) {
            return last == null || each.end().isAfter(last.end()) ? each : last;
        }
    }
}
