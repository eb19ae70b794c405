package dev.devledger.application.imports;

import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.imports.ImportRefused.Errors;
import dev.devledger.application.imports.ImportRefused.ImportError;
import dev.devledger.application.imports.Imports.EntryRules;
import dev.devledger.application.imports.Imports.ImportRules;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.time.TimeEntries.OverlapPolicy;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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

/** What time entries of a file mean of the ledger: whether they are there already, and which tasks they name. */
final class EntryRefs {
    private static final int MOST = 100_000;

    private final ImportRules rules;
    private final ImportStore store;
    private final ProjectRefs homes;
    private final EntryOverlaps overlaps = new EntryOverlaps();
    private final Map<TimeEntryId, Boolean> present = new HashMap<>();
    private final Map<String, Optional<TaskTree.Node>> keys = new HashMap<>();
    private final Map<ImportStore.Title, List<ImportStore.Titled>> titles = new HashMap<>();
    private final Map<ProjectId, Boolean> billable = new HashMap<>();

    /** On which time is logged, with the projects that they were in. */
    private final Map<String, ProjectId> used = new TreeMap<>();

    /** A title that several tasks of the project have. */
    static final class Several extends Exception {
        private static final long serialVersionUID = 1L;

        Several(List<String> keys) {
            super("is the title of several tasks of the project: " + String.join(", ", keys), null, false, false);
        }
    }

    EntryRefs(ImportRules rules, ImportStore store, ProjectRefs homes) {
        this.rules = rules;
        this.store = store;
        this.homes = homes;
    }

    /** Of the rows that were decided since they were cleared. */
    EntryOverlaps overlaps() {
        return overlaps;
    }

    /** Asks the ledger which of these are there. */
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

    /** Asks the ledger of their tasks, once it is known which projects they name. */
    void lookUp(List<ImportRow> rows) {
        List<ImportRow.NewEntry> named = entries(rows)
                .filter(row -> row.task() != null && !isPresent(row.entry()))
                .toList();
        Set<String> asKeys = new HashSet<>();
        Set<ImportStore.Title> asTitles = new HashSet<>();
        for (ImportRow.NewEntry row : named) {
            ImportRow.TaskName task = Objects.requireNonNull(row.task());
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
        Map<ImportStore.Title, List<ImportStore.Titled>> called =
                asTitles.isEmpty() ? Map.of() : store.titled(asTitles);
        asTitles.forEach(each -> titles.put(each, called.getOrDefault(each, List.of())));
    }

    private static Stream<ImportRow.NewEntry> entries(List<ImportRow> rows) {
        return rows.stream().filter(ImportRow.NewEntry.class::isInstance).map(ImportRow.NewEntry.class::cast);
    }

    /** The name of the one that an import of the tasks makes there of the one of that id. */
    private static String copy(ProjectId project, String id) {
        return upper(LastingIds.of(project, id).toString());
    }

    /** The one of that id, or its copy in the project. */
    Optional<TaskTree.Node> byId(String id, @Nullable ProjectId project) {
        Optional<TaskTree.Node> one = byKey(id);
        return one.isPresent() || project == null ? one : byKey(copy(project, id));
    }

    /** Keys in any case. */
    static String upper(String key) {
        return key.toUpperCase(Locale.ROOT);
    }

    Optional<TaskTree.Node> byKey(String key) {
        Optional<TaskTree.Node> node = keys.getOrDefault(upper(key), Optional.empty());
        node.filter(each -> !each.deleted()).ifPresent(each -> used.put(upper(key), each.project()));
        return node;
    }

    /** The one of that title; {@code key} tells which of several. */
    Optional<ImportStore.Titled> byTitle(ImportStore.Title title, @Nullable String key) throws Several {
        List<ImportStore.Titled> found = titles.getOrDefault(title, List.of());
        Optional<ImportStore.Titled> one = found.size() == 1
                ? Optional.of(found.getFirst())
                : found.stream().filter(each -> each.key().equals(key)).findFirst();
        if (one.isEmpty() && !found.isEmpty()) {
            throw new Several(found.stream().map(ImportStore.Titled::key).toList());
        }
        one.ifPresent(each -> used.put(each.key(), title.project()));
        return one;
    }

    /** What is made by the file itself is not. */
    boolean billable(ProjectId project) {
        return billable.computeIfAbsent(project, each -> rules.entries()
                .projects()
                .find(each.toString())
                .map(ProjectView::billable)
                .orElse(false));
    }

    /** In the transaction that stores, with their projects held still: whether the tasks are where they were. */
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

    /** The time of the rows of a file, to see which of it a person has twice. */
    static final class EntryOverlaps {

        /** @param key null of a row of the file, which has a line */
        private record Time(
                Instant start,
                Instant end,
                long line,
                @Nullable String key) {
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
            Instant from = ofFile.stream()
                    .map(Time::start)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            Instant to = ofFile.stream()
                    .map(Time::end)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            List<Time> all = new ArrayList<>(ofFile);
            rules.queries().logged(person, from, to).stream()
                    .filter(each -> each.end().isAfter(each.start()))
                    .map(each ->
                            new Time(each.start(), each.end(), 0, each.key().toString()))
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
                        each.isOfFile() && (lastOfFile == null || each.end().isAfter(lastOfFile.end()))
                                ? each
                                : lastOfFile;
            }
        }
    }
}
