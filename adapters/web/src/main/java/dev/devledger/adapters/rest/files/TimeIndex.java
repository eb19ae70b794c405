package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.format.FormulaGuard;
import dev.devledger.adapters.rest.files.CsvFile.CsvRowReader;
import dev.devledger.adapters.rest.files.TimeCells.TimeColumns;
import dev.devledger.adapters.rest.files.TimeEntryRowReader.TimeFileOptions;
import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.ImportRow.KeyOrId;
import dev.devledger.application.imports.ImportRow.StableIds;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.shared.Violations.Characters;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the order of dates, the people and the projects in a file of time entries, before the file's first row is
 * returned.
 */
final class TimeIndex implements CsvRowReader {
    /** The most names; the columns of a file with more names do not contain names of people. */
    private static final int MOST = 10_000;

    /** A project in Devledger's own file. The key may belong to another project in this ledger. */
    private record Keyed(String key, String name) {}

    private final TimeColumns kind;
    private final TimeFileOptions wishes;
    private final Set<String> names = new HashSet<>();
    private final Map<String, Set<String>> clients = new HashMap<>();

    /** The projects of the file; after {@link #known}, only the projects that are the same in this ledger. */
    private final Set<Keyed> keyed = new HashSet<>();

    /**
     * The ids, and in the next field the keys, of the file's projects by name, which distinguish projects of the same
     * name.
     */
    private final Map<String, Set<String>> idsByName = new HashMap<>();

    private final Map<String, Set<String>> keysByName = new HashMap<>();

    /** The project ids in the exporting ledger, with the ids of the same projects in this ledger, if it has them. */
    private final Map<String, String> projects = new HashMap<>();

    private final Set<TimeFileOptions.DateOrder> orders = EnumSet.noneOf(TimeFileOptions.DateOrder.class);
    private final Map<String, List<PersonDirectory.StoredPerson>> people = new HashMap<>();
    private @Nullable PersonId otherwise;
    private @Nullable String openDate;
    private @Nullable String nobody;
    private boolean hasEnds;

    TimeIndex(TimeColumns kind, TimeFileOptions wishes) {
        this.kind = kind;
        this.wishes = wishes;
    }

    TimeColumns kind() {
        return kind;
    }

    @Override
    public ImportRow row(long line, Cells cells) {
        if (kind == TimeColumns.OWN) {
            own(cells);
        } else {
            report(cells);
        }
        return new ImportRow.Skipped(line, null);
    }

    private void own(Cells cells) {
        List.of("person", "personemail", "personid").forEach(each -> named(FormulaGuard.unguarded(cells.get(each))));
        String project = cells.get("project").strip();
        String name = FormulaGuard.unguarded(cells.get("projectname")).strip();
        if (!project.isEmpty() && !name.isEmpty() && keyed.size() < MOST) {
            keyed.add(new Keyed(project, name));
        }
        String id = cells.get("projectid").strip().toLowerCase(Locale.ROOT);
        if (KeyOrId.isId(id) && projects.size() < MOST) {
            projects.put(id, "");
            add(idsByName, name, id);
        } else if (KeyOrId.PROJECT.isKey(project)) {
            add(keysByName, name, project.toUpperCase(Locale.ROOT));
        }
    }

    private static void add(Map<String, Set<String>> byName, String name, String each) {
        if (!name.isEmpty() && byName.size() < MOST) {
            byName.computeIfAbsent(name, any -> new HashSet<>(2)).add(each);
        }
    }

    private void report(Cells cells) {
        hasEnds |= !TimeColumns.cell(cells, TimeColumns.END_TIME).isEmpty();
        TimeColumns.PERSON.forEach(each -> named(cells.get(each)));
        add(clients, TimeColumns.cell(cells, TimeColumns.PROJECT), TimeColumns.cell(cells, TimeColumns.CLIENT));
        for (List<String> column : List.of(TimeColumns.START_DATE, TimeColumns.END_DATE)) {
            String date = TimeColumns.cell(cells, column);
            TimeFileOptions.DateOrder order = WallTimes.order(date);
            if (order != null) {
                orders.add(order);
            } else if (openDate == null && WallTimes.isYearLast(date)) {
                openDate = date;
            }
        }
    }

    private void named(String name) {
        if (!name.isBlank() && !Characters.hasControl(name) && names.size() < MOST) {
            names.add(name.strip());
        }
    }

    /** Looks up all names in the ledger. Called at the end of the file. */
    TimeIndex known(EntryReferenceResolver booked) {
        if (!names.isEmpty()) {
            people.putAll(booked.people().called(names));
        }
        try {
            otherwise = booked.person(wishes.person());
        } catch (Rejection unknown) {
            nobody = "person=: " + unknown.detail();
        }
        keyed.removeIf(each -> booked.views()
                .find(each.key())
                .map(ProjectView::name)
                .filter(each.name()::equals)
                .isEmpty());
        projects.replaceAll((id, none) -> Stream.of(id, StableIds.ofProject(id).toString())
                .filter(each -> booked.views()
                        .find(each)
                        .filter(project -> project.deletedAt() == null)
                        .isPresent())
                .findFirst()
                .orElse(none));
        return this;
    }

    /** Returns the error of the file as a whole; null without an error. */
    @Nullable
    String wrong() {
        if (nobody != null) {
            return nobody;
        }
        return openDate != null && order() == null
                ? "is of a file with dates such as " + openDate
                        + ", which can be read in two ways; say dates=day-first or dates=month-first"
                : null;
    }

    /** Returns true if the rows of the file have ends, not only lengths. */
    boolean hasEnds() {
        return hasEnds;
    }

    /** Returns the order of day and month; null if no date needs it. */
    TimeFileOptions.@Nullable DateOrder order() {
        return wishes.dates() != null
                ? wishes.dates()
                : orders.stream().findFirst().orElse(null);
    }

    /**
     * Returns the person; in a report, the first known person. Adds an error to {@code wrong} if the person is
     * ambiguous.
     *
     * @param called in Devledger's own file, the id, the address and the name
     */
    @Nullable
    PersonId person(List<String> called, List<Violation> wrong) {
        return kind == TimeColumns.OWN
                ? own(called.get(0), called.get(1), called.get(2), wrong)
                : first(called, any -> true, wrong);
    }

    /**
     * Finds the person in a row of Devledger's own file. The id distinguishes people of the same name, including
     * deleted people. In another ledger, the address identifies the person; a person with another address, or whose key
     * equals the name, never matches. If a user has changed the name in a row, the new name decides.
     */
    private @Nullable PersonId own(String id, String email, String name, List<Violation> wrong) {
        Optional<PersonDirectory.StoredPerson> known = called(id)
                .filter(each -> each.person().toString().equals(id) && isSame(each, email, name))
                .findFirst();
        if (known.isPresent()) {
            boolean isMeant = name.isEmpty()
                    || name.equalsIgnoreCase(known.get().name())
                    || called(name).allMatch(PersonDirectory.StoredPerson::deleted);
            return isMeant ? known.get().person() : first(List.of(name), any -> true, wrong);
        }
        String called = name.isEmpty() ? email.isEmpty() ? id : email : name;
        return called(email)
                .filter(each -> email.equalsIgnoreCase(each.email()))
                .map(PersonDirectory.StoredPerson::person)
                .findFirst()
                .orElseGet(() -> first(
                        called.isEmpty() ? List.of() : List.of(called),
                        each -> (email.isEmpty() || each.email() == null)
                                && (id.isEmpty() || each.name().strip().equalsIgnoreCase(name)),
                        wrong));
    }

    /**
     * Returns true if the person is the same. The owner is compared by address or name, as every ledger has an owner
     * with the same id. Any other id belongs to one person, whose address may change.
     */
    private static boolean isSame(PersonDirectory.StoredPerson known, String email, String name) {
        if (!known.person().equals(PersonId.OWNER)) {
            return true;
        }
        String address = known.email();
        boolean isAddressed = address != null && !email.isEmpty();
        return isAddressed ? email.equalsIgnoreCase(address) : name.equalsIgnoreCase(known.name());
    }

    private Stream<PersonDirectory.StoredPerson> called(String text) {
        return people.getOrDefault(text, List.of()).stream();
    }

    private @Nullable PersonId first(
            List<String> called, Predicate<PersonDirectory.StoredPerson> allowed, List<Violation> wrong) {
        for (String name : called) {
            List<PersonDirectory.StoredPerson> meant =
                    called(name).filter(each -> !each.deleted()).filter(allowed).toList();
            if (meant.size() == 1) {
                return meant.getFirst().person();
            }
            if (meant.size() > 1 && wishes.person() == null) {
                wrong.add(new Violation(
                        "person",
                        "\"" + name + "\" is the name of "
                                + Stream.of(meant)
                                        .flatMap(List::stream)
                                        .map(each -> each.key().toString())
                                        .collect(Collectors.joining(" and "))
                                + "; use the key of the one that is meant, or say person="));
                return null;
            }
        }
        if (wishes.person() == null && !called.isEmpty()) {
            wrong.add(new Violation(
                    "person",
                    "nobody here is called \"" + String.join("\" or \"", called)
                            + "\"; make the person first (POST /api/people), or say with person= whose time it is"));
        }
        return otherwise;
    }

    /** Returns the project's name. Projects of the same name with several clients are several projects. */
    String project(String name, String client) {
        return client.isEmpty() || clients.getOrDefault(name, Set.of()).size() < 2 ? name : name + " (" + client + ")";
    }

    /** Returns true if several projects of the file have the name. */
    boolean isOfSeveral(String name) {
        Map<String, Set<String>> told = idsByName.containsKey(name) ? idsByName : keysByName;
        return told.getOrDefault(name, Set.of()).size() > 1;
    }

    /**
     * Returns the id if the project is known, the key if it belongs to the same project in this ledger, and otherwise
     * the name.
     */
    String ownProject(String keyOrName, String name, String id) {
        String known = projects.getOrDefault(id, "");
        if (!known.isEmpty()) {
            return known;
        }
        return name.isEmpty() || (id.isEmpty() && keyed.contains(new Keyed(keyOrName, name))) ? keyOrName : name;
    }
}
