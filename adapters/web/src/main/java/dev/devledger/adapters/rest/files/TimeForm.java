package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.files.CsvFile.CsvForm;
import dev.devledger.adapters.rest.files.CsvFile.OwnCsv;
import dev.devledger.adapters.rest.files.TimeCells.TimeColumns;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.LastingIds;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.Nearest;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of time entries, each with an end. */
final class TimeForm implements CsvForm {
    private final TimeIndex index;
    private final TimeWishes wishes;
    private final ZoneId zone;
    private final EntryIds ids = new EntryIds();
    private final Set<String> told = new HashSet<>();
    private boolean ended;

    TimeForm(TimeIndex index, TimeWishes wishes, ZoneId zone) {
        this.index = index;
        this.wishes = wishes;
        this.zone = wishes.zone() == null ? zone : wishes.zone();
    }

    /**
     * What a row says, before it is known whether that is right.
     *
     * @param inFile what the file calls the project, whatever else is in the file
     * @param projectId where that alone tells which of several of the file it is
     */
    record Said(
            List<String> person,
            String inFile,
            String project,
            @Nullable String projectId,
            String client,
            ImportRow.@Nullable TaskName task,
            WallTimes.Span time,
            ZoneId zone,
            String note,
            SortedSet<String> tags,
            @Nullable Boolean billable,
            boolean billed) {}

    @Override
    public ImportRow row(long line, Cells cells) {
        if (ended) {
            return new ImportRow.Skipped(line, null);
        }
        String wrong = index.wrong();
        if (wrong != null || ids.isFull()) {
            ended = true;
            return ImportRow.Bad.of(
                    line,
                    "row",
                    wrong != null ? wrong : "is one too many: a file has at most " + EntryIds.MOST + "; split it");
        }
        TimeCells row = new TimeCells(cells, zone, index, wishes);
        if (row.isRunning()) {
            return new ImportRow.Skipped(
                    line, new Violation("end", "is missing: it still ran when the file was made, and is left out"));
        }
        Said said = index.kind() == TimeColumns.OWN ? row.own() : row.report();
        List<Violation> violations = row.wrong();
        boolean exported = index.kind() == TimeColumns.OWN && !cells.get("id").isBlank();
        if (!exported && said.time().length().isNegative()) {
            violations.add(new Violation("end", "is before start; it must be the same or later"));
        }
        List<Violation> nobody = new ArrayList<>();
        PersonId person = index.person(said.person(), nobody);
        nobody.stream().filter(each -> told.add(each.message())).forEach(violations::add);
        TimeEntryId id =
                violations.isEmpty() && nobody.isEmpty() ? id(cells, said, String.valueOf(person), violations) : null;
        if (!violations.isEmpty() || !nobody.isEmpty() || person == null) {
            return new ImportRow.Bad(line, violations, null, null);
        }
        return id == null
                ? new ImportRow.Skipped(line, new Violation("id", "is that of a row before; the row is left out"))
                : entry(line, id, person, said);
    }

    private @Nullable TimeEntryId id(Cells cells, Said said, String person, List<Violation> wrong) {
        String own = index.kind() == TimeColumns.OWN ? cells.get("id").strip() : "";
        try {
            return own.isEmpty() ? ids.of(content(said, person)) : ids.own(own);
        } catch (Parser.Wrong notOne) {
            wrong.add(new Violation("id", notOne.why()));
            return null;
        }
    }

    private static List<String> content(Said said, String person) {
        ImportRow.TaskName task = said.task();
        return List.of(
                person,
                said.time().start().toString(),
                said.time().end().toString(),
                said.inFile(),
                said.client(),
                task == null ? "" : String.valueOf(task.title() == null ? task.key() : task.title()),
                said.note());
    }

    private ImportRow entry(long line, TimeEntryId id, PersonId person, Said said) {
        String project = said.project();
        Nearest nearest = new Nearest();
        String note = nearest.text("note", said.note(), Violations.NOTE);
        SortedSet<String> tags = new TreeSet<>(nearest.tags("tags", said.tags()));
        ImportRow.Home home = project.isEmpty()
                ? null
                : new ImportRow.Home(
                        project,
                        wishes.create().contains(TimeWishes.Made.PROJECTS)
                                ? OwnCsv.made(project, Placement.CARD, said.zone())
                                : null,
                        said.projectId());
        return new ImportRow.NewEntry(
                line,
                id,
                home,
                said.task(),
                new TimeEntryDetails(
                        person,
                        null,
                        null,
                        said.time().start(),
                        said.time().end(),
                        said.zone(),
                        note.isEmpty() ? null : note,
                        tags,
                        false,
                        said.billed()),
                said.billable(),
                nearest.remarks().stream()
                        .map(each -> each.leaving("the rest is left out").violation())
                        .toList());
    }

    /** One line, as titles are. */
    static @Nullable TaskDetails made(TimeWishes wishes, String title, ZoneId zone) {
        return wishes.create().contains(TimeWishes.Made.TASKS) ? TaskDetails.named(title, zone) : null;
    }

    /** Tags are compared in lower case; of two that are written in two ways the first one stays. */
    static SortedSet<String> tags(List<String> said) {
        TreeMap<String, String> tags = new TreeMap<>();
        said.stream()
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .forEach(tag -> tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag));
        return Collections.unmodifiableSortedSet(new TreeSet<>(tags.values()));
    }

    static List<String> named(Stream<String> names) {
        return new ArrayList<>(names.filter(each -> !each.isEmpty()).toList());
    }

    /** Ids of the time entries of a file: of what a row says, so that the same file has the same ones each time it is read. */
    static final class EntryIds {
        static final int MOST = 500_000;

        private final Map<UUID, Integer> counts = new HashMap<>();
        private int rows;

        /** Rows that say the same are told apart by their number. */
        TimeEntryId of(List<String> said) {
            int before = count(LastingIds.of(said));
            List<String> numbered = new ArrayList<>(said);
            numbered.add(Integer.toString(before));
            return new TimeEntryId(LastingIds.of(numbered));
        }

        /** Null where a row before has it, as where the files of two months that overlap were put together. */
        @Nullable
        TimeEntryId own(String id) throws Parser.Wrong {
            UUID known = Parser.uuid(id);
            return count(known) > 0 ? null : new TimeEntryId(known);
        }

        private int count(UUID id) {
            rows++;
            return counts.merge(id, 1, Integer::sum) - 1;
        }

        boolean isFull() {
            return rows >= MOST;
        }
    }

    /**
     * What a query says of a file of time entries.
     *
     * @param zone of times that come without one, null where it is not said
     * @param person whose time it is where a row names nobody who is known here
     * @param create what is made where it is missing
     * @param dates null where the file has to tell
     */
    record TimeWishes(
            @Nullable ZoneId zone,
            @Nullable String person,
            List<Made> create,
            @Nullable DateOrder dates) {
        static final TimeWishes NONE = new TimeWishes(null, null, List.of(), null);

        enum Made {
            PROJECTS,
            TASKS
        }

        /** Which of two numbers in front of a year is the day. */
        enum DateOrder {
            DAY_FIRST,
            MONTH_FIRST
        }

        static TimeWishes of(QueryParameters query) {
            ZoneId zone = query.one("timeZone", Parser::zone);
            String person = query.one("person", Parser::search);
            List<Made> create = query.one("create", TimeWishes::create);
            DateOrder dates = query.one("dates", Parser.word(DateOrder.class));
            return new TimeWishes(zone, person, create == null ? List.of() : create, dates);
        }

        private static List<Made> create(String text) throws Parser.Wrong {
            List<Made> made = new ArrayList<>();
            for (String word : text.split(",", -1)) {
                made.add(Parser.word(Made.class).parse(word));
            }
            return List.copyOf(made);
        }

        /** Those that are said, null where none is. */
        @Nullable
        String said() {
            List<String> said = new ArrayList<>();
            add(said, "timeZone", zone);
            add(said, "person", person);
            add(said, "create", create.isEmpty() ? null : Json.word(create.getFirst()));
            add(said, "dates", dates);
            return said.isEmpty() ? null : String.join(", ", said);
        }

        private static void add(List<String> said, String name, @Nullable Object value) {
            if (value != null) {
                said.add(name);
            }
        }
    }
}
