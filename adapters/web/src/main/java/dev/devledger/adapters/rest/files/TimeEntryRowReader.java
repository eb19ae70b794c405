package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.files.CsvFile.CsvRowReader;
import dev.devledger.adapters.rest.files.CsvFile.OwnCsv;
import dev.devledger.adapters.rest.files.TimeCells.TimeColumns;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.ImportRow.StableIds;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.NearestValues;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads rows of time entries that have ended. */
final class TimeEntryRowReader implements CsvRowReader {
    private final TimeIndex index;
    private final TimeFileOptions wishes;
    private final ZoneId zone;
    private final EntryIds ids = new EntryIds();
    private final Set<String> told = new HashSet<>();
    private boolean ended;

    TimeEntryRowReader(TimeIndex index, TimeFileOptions wishes, ZoneId zone) {
        this.index = index;
        this.wishes = wishes;
        this.zone = wishes.zone() == null ? zone : wishes.zone();
    }

    /**
     * The texts of a row, before they are checked.
     *
     * @param inFile the project's name in the file, which does not depend on other rows
     * @param projectId the id of the project, if the name does not distinguish it from other projects in the file
     */
    record RowTexts(
            List<String> person,
            String inFile,
            String project,
            @Nullable String projectId,
            String client,
            ImportRow.@Nullable TaskReference task,
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
            return ImportRow.InvalidRow.of(
                    line,
                    "row",
                    wrong != null ? wrong : "is one too many: a file has at most " + EntryIds.MOST + "; split it");
        }
        List<Violation> violations = new ArrayList<>();
        TimeCells row = new TimeCells(cells, zone, index, wishes, violations);
        if (row.isRunning()) {
            return new ImportRow.Skipped(
                    line, new Violation("end", "is missing: it still ran when the file was made, and is left out"));
        }
        RowTexts said = index.kind() == TimeColumns.OWN ? row.own() : row.report();
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
            return new ImportRow.InvalidRow(line, violations, null, null);
        }
        return id == null
                ? new ImportRow.Skipped(line, new Violation("id", "is that of a row before; the row is left out"))
                : entry(line, id, person, said);
    }

    private @Nullable TimeEntryId id(Cells cells, RowTexts said, String person, List<Violation> wrong) {
        String own = index.kind() == TimeColumns.OWN ? cells.get("id").strip() : "";
        try {
            return own.isEmpty() ? ids.of(content(said, person)) : ids.own(own);
        } catch (Parser.InvalidText notOne) {
            wrong.add(new Violation("id", notOne.why()));
            return null;
        }
    }

    private static List<String> content(RowTexts said, String person) {
        ImportRow.TaskReference task = said.task();
        return List.of(
                person,
                said.time().start().toString(),
                said.time().end().toString(),
                said.inFile(),
                said.client(),
                task == null ? "" : String.valueOf(task.title() == null ? task.key() : task.title()),
                said.note());
    }

    private ImportRow entry(long line, TimeEntryId id, PersonId person, RowTexts said) {
        String project = said.project();
        NearestValues nearest = new NearestValues();
        String note = nearest.text("note", said.note(), Violations.NOTE);
        SortedSet<String> tags = new TreeSet<>(nearest.tags("tags", said.tags()));
        ImportRow.ProjectReference home = project.isEmpty()
                ? null
                : new ImportRow.ProjectReference(
                        project,
                        wishes.create().contains(TimeFileOptions.Made.PROJECTS)
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

    /** Returns a new task with a title of one line; null if the import does not create missing tasks. */
    static @Nullable TaskDetails made(TimeFileOptions wishes, String title, ZoneId zone) {
        return wishes.create().contains(TimeFileOptions.Made.TASKS) ? TaskDetails.named(title, zone) : null;
    }

    /** Returns tags without duplicates. Tags are compared in lower case, and the first spelling is kept. */
    static SortedSet<String> tags(List<String> said) {
        TreeMap<String, String> tags = new TreeMap<>();
        said.stream()
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .forEach(tag -> tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag));
        return Collections.unmodifiableSortedSet(new TreeSet<>(tags.values()));
    }

    /**
     * Builds the ids of a file's time entries from their contents, so that each read of the file gives the same ids.
     */
    static final class EntryIds {
        static final int MOST = 500_000;

        private final Map<UUID, Integer> counts = new HashMap<>();
        private int rows;

        /** Returns the id of a row. Rows with equal contents are distinguished by number. */
        TimeEntryId of(List<String> said) {
            int before = count(StableIds.of(said));
            List<String> numbered = new ArrayList<>(said);
            numbered.add(Integer.toString(before));
            return new TimeEntryId(StableIds.of(numbered));
        }

        /**
         * Returns the row's own id; null if an earlier row has this id, such as when overlapping files of two months
         * were joined.
         */
        @Nullable
        TimeEntryId own(String id) throws Parser.InvalidText {
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
     * The options in a query for a file of time entries.
     *
     * @param zone the time zone of times without a zone; null for the default
     * @param person the person for rows that name no person of the ledger
     * @param create the kinds of missing entities to create
     * @param dates the order of day and month in dates; null if the file itself must show the order
     */
    record TimeFileOptions(
            @Nullable ZoneId zone,
            @Nullable String person,
            List<Made> create,
            @Nullable DateOrder dates) {
        static final TimeFileOptions NONE = new TimeFileOptions(null, null, List.of(), null);

        enum Made {
            PROJECTS,
            TASKS
        }

        /** The order of day and month in a date with the year at the end. */
        enum DateOrder {
            DAY_FIRST,
            MONTH_FIRST
        }

        static TimeFileOptions of(QueryParameters query) {
            ZoneId zone = query.one("timeZone", Parser::zone);
            String person = query.one("person", Parser::search);
            List<Made> create = query.one("create", TimeFileOptions::create);
            DateOrder dates = query.one("dates", Parser.word(DateOrder.class));
            return new TimeFileOptions(zone, person, create == null ? List.of() : create, dates);
        }

        private static List<Made> create(String text) throws Parser.InvalidText {
            List<Made> made = new ArrayList<>();
            for (String word : text.split(",", -1)) {
                made.add(Parser.word(Made.class).parse(word));
            }
            return List.copyOf(made);
        }

        /** Returns the names of the given options; empty without options. */
        String said() {
            return Stream.of(
                            zone == null ? "" : "timeZone",
                            person == null ? "" : "person",
                            create.isEmpty() ? "" : "create",
                            dates == null ? "" : "dates")
                    .filter(each -> !each.isEmpty())
                    .collect(Collectors.joining(", "));
        }
    }
}
