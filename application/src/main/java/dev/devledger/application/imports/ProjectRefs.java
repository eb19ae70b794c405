package dev.devledger.application.imports;

import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.imports.ImportProgress.ImportStore;
import dev.devledger.application.imports.ImportRow.KeyOrId;
import dev.devledger.application.imports.ImportRow.StableIds;
import dev.devledger.application.imports.ImportRow.StableIds.OrderedIds;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Rejection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The projects of an import: the new projects, and the ledger's projects to which the file's tasks go. All are kept in
 * memory, so their number is limited. Each reading of the file uses the results of the earlier ones.
 */
final class ProjectRefs {
    static final int MOST = 100_000;
    static final String NONE = "is not the ref, the key or the exact name of a project";

    /**
     * @param line the line of the row that creates the project, 0 for a project of the ledger
     * @param otherwise the details from a task's row, null if the project has a row of its own
     */
    record ImportProject(
            int number,
            ProjectId project,
            boolean deleted,
            long line,
            @Nullable ProjectDetails otherwise) {}

    private final ProjectLocks ledger;
    private final ImportStore store;
    private final OrderedIds ids;
    private final List<ImportProject> homes = new ArrayList<>();
    private final Map<String, ImportProject> byRef = new HashMap<>();
    private final Map<String, List<ImportProject>> byName = new HashMap<>();
    private final Map<String, ImportProject> byId = new HashMap<>();
    private final Map<Long, ImportProject> byLine = new HashMap<>();
    private final Map<ProjectId, ImportProject> known = new HashMap<>();
    private final Map<String, Optional<ProjectLocks.Locked>> keys = new HashMap<>();
    private final Map<String, List<ImportStore.Named>> names = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private boolean askedTooEarly;

    ProjectRefs(ProjectLocks ledger, ImportStore store, OrderedIds ids) {
        this.ledger = ledger;
        this.store = store;
        this.ids = ids;
    }

    /** Refuses an ambiguous or unknown name. The message continues after the field's name. */
    static Rejection unclear(String why) {
        return Rejection.of(Rejection.Code.INVALID, why);
    }

    /** Looks up these refs or names in the ledger, all at once; the known ones are left out. */
    void lookUp(Collection<String> refsOrNames) {
        List<String> unknown = refsOrNames.stream()
                .distinct()
                .filter(each -> !byRef.containsKey(each) && !keys.containsKey(each) && !names.containsKey(each))
                .toList();
        List<String> asNames = new ArrayList<>();
        for (String each : unknown) {
            if (KeyOrId.PROJECT.fits(each)) {
                keys.put(each, ledger.find(each));
                if (KeyOrId.isId(each)) {
                    String copy = StableIds.ofProject(each).toString();
                    keys.put(copy, ledger.find(copy));
                }
            } else {
                asNames.add(each);
            }
        }
        if (!asNames.isEmpty()) {
            Map<String, List<ImportStore.Named>> found = store.named(asNames);
            asNames.forEach(each -> names.put(each, found.getOrDefault(each, List.of())));
        }
    }

    /**
     * Locks the ledger's projects, in the transaction that stores the import.
     *
     * @return true if all is unchanged since {@link #lookUp}
     */
    boolean lock() {
        boolean same = store.named(names.keySet())
                .equals(names.entrySet().stream()
                        .filter(each -> !each.getValue().isEmpty())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        // The order is always the same, so that two imports never wait for each other.
        List<ImportProject> held = known.values().stream()
                .sorted(Comparator.comparing(home -> home.project().value()))
                .toList();
        return same
                && held.stream()
                        .allMatch(home -> ledger.lockShared(home.project().toString())
                                .equals(Optional.of(new ProjectLocks.Locked(home.project(), home.deleted()))));
    }

    /** Returns the project that a row creates. */
    ImportProject declare(ImportRow.NewProject row) {
        String name = row.details().name();
        if (row.onlyOne()) {
            requireNoneOf(name, row.line());
        }
        ImportProject home = row.isLasting() ? lasting(row) : home(row.line(), null);
        register(byName.computeIfAbsent(name, any -> new ArrayList<>(1)), home, name);
        if (row.ref() != null) {
            declareRef(row.ref(), home);
        }
        return home;
    }

    private ImportProject lasting(ImportRow.NewProject row) {
        ProjectId project = StableIds.ofProject(String.valueOf(row.ref()));
        Optional<ProjectLocks.Locked> there = keys.getOrDefault(project.toString(), Optional.empty());
        return there.isPresent() ? ofLedger(there.get()) : home(row.line(), project, null);
    }

    /** Declares the project of a row with errors, so that references to it are not reported too. */
    void declareBad(long line, String ref) {
        declareRef(ref, home(line, null));
    }

    private void declareRef(String ref, ImportProject home) {
        ImportProject earlier = byRef.putIfAbsent(ref, home);
        if (earlier != null && !earlier.equals(home)) {
            throw unclear("is already used in line " + earlier.line() + "; each row needs a ref of its own");
        }
        askedTooEarly |= earlier == null && asked.contains(ref);
    }

    private void register(List<ImportProject> namesakes, ImportProject home, String name) {
        if (!namesakes.contains(home)) {
            namesakes.add(home);
            askedTooEarly |= asked.contains(name);
        }
    }

    private void requireNoneOf(String name, long line) {
        List<ImportStore.Named> existing = names.getOrDefault(name, List.of());
        if (!existing.isEmpty()) {
            throw unclear("is already the name of " + existing.getFirst().key()
                    + "; leave this row out, and use that key in the rows of its tasks");
        }
        for (ImportProject earlier : byName.getOrDefault(name, List.of())) {
            if (earlier.line() < line) {
                throw unclear("was already created by line " + earlier.line()
                        + "; a project has one row, and it comes before the rows of its tasks");
            }
        }
    }

    /** Finds the project to which the row at {@code line} refers. */
    ImportProject find(ImportRow.ProjectReference wanted, long line) {
        String name = wanted.name();
        if (wanted.id() != null) {
            return byId(wanted, wanted.id(), line);
        }
        asked.add(name);
        ImportProject declared = byRef.get(name);
        if (declared != null) {
            return declared;
        }
        Optional<ProjectLocks.Locked> byKey = keys.get(name);
        if (byKey != null) {
            return ofLedger(byKey.orElseThrow(() -> unclear("there is no project " + name)));
        }
        return byName(wanted, line);
    }

    /**
     * Finds the project by its id alone, as other projects of the file have its name. Each import gives it the same id.
     */
    private ImportProject byId(ImportRow.ProjectReference wanted, String id, long line) {
        ImportProject made = byId.get(id);
        if (made != null) {
            return made;
        }
        if (wanted.otherwise() == null) {
            throw unclear("is the name of several projects of the file that are not in this ledger; import with"
                    + " create=projects, or make them first and write their keys, without projectId");
        }
        ProjectId lasting = StableIds.ofProject(id);
        boolean isFree = keys.computeIfAbsent(lasting.toString(), ledger::find).isEmpty();
        ImportProject home = isFree ? home(line, lasting, wanted.otherwise()) : home(line, wanted.otherwise());
        byId.put(id, home);
        register(byName.computeIfAbsent(wanted.name(), any -> new ArrayList<>(2)), home, wanted.name());
        return home;
    }

    private ImportProject byName(ImportRow.ProjectReference wanted, long line) {
        List<ImportProject> made = byName.getOrDefault(wanted.name(), List.of());
        List<ImportStore.Named> existing = names.getOrDefault(wanted.name(), List.of());
        if (made.size() + existing.size() > 1 && !wanted.isTakenAsItIs()) {
            List<String> all = Stream.concat(
                            existing.stream().map(ImportStore.Named::key),
                            made.stream().map(each -> "the one in line " + each.line()))
                    .toList();
            throw unclear("is the name of several projects: " + String.join(", ", all) + "; give the "
                    + (made.isEmpty() ? "key" : "key or ref") + " of one");
        }
        if (!made.isEmpty()) {
            return made.getFirst();
        }
        if (!existing.isEmpty()) {
            return ofLedger(new ProjectLocks.Locked(existing.getFirst().project(), false));
        }
        if (wanted.otherwise() == null) {
            throw unclear(NONE);
        }
        ImportProject home = home(line, wanted.otherwise());
        byName.computeIfAbsent(wanted.name(), any -> new ArrayList<>(1)).add(home);
        return home;
    }

    private ImportProject ofLedger(ProjectLocks.Locked locked) {
        ImportProject home = known.get(locked.project());
        if (home == null) {
            home = add(locked.project(), locked.deleted(), 0, null);
            known.put(locked.project(), home);
        }
        return home;
    }

    private ImportProject home(long line, @Nullable ProjectDetails otherwise) {
        return home(line, new ProjectId(ids.at(homes.size())), otherwise);
    }

    private ImportProject home(long line, ProjectId project, @Nullable ProjectDetails otherwise) {
        ImportProject home = byLine.get(line);
        if (home == null) {
            home = add(project, false, line, otherwise);
            byLine.put(line, home);
        }
        return home;
    }

    private ImportProject add(ProjectId project, boolean deleted, long line, @Nullable ProjectDetails otherwise) {
        if (homes.size() >= MOST) {
            throw unclear("is one project too many: a file can name at most " + MOST + " projects; split the file");
        }
        ImportProject home = new ImportProject(homes.size(), project, deleted, line, otherwise);
        homes.add(home);
        return home;
    }

    /** Returns the ledger's project of this name, the first of several; empty if a row creates it, or none matches. */
    Optional<ProjectId> ofLedger(String name) {
        Optional<ProjectId> copy = KeyOrId.isId(name)
                ? keys.getOrDefault(StableIds.ofProject(name).toString(), Optional.empty())
                        .map(ProjectLocks.Locked::project)
                : Optional.empty();
        if (copy.isPresent() || byRef.containsKey(name)) {
            return copy;
        }
        List<ImportStore.Named> named = names.getOrDefault(name, List.of());
        return !named.isEmpty()
                ? Optional.of(named.getFirst().project())
                : keys.getOrDefault(name, Optional.empty()).map(ProjectLocks.Locked::project);
    }

    /** Returns true if a row has this ref. */
    boolean has(String ref) {
        return byRef.containsKey(ref);
    }

    ImportProject get(int number) {
        return homes.get(number);
    }

    /**
     * Returns true if a reference was resolved before the row that it refers to, so that the results are preliminary.
     */
    boolean askedTooEarly() {
        return askedTooEarly;
    }
}
