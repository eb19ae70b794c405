package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.Nearest;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntryId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
        return wishes.create().contains(TimeWishes.Made.TASKS)
                ? TaskDetails.named(title, zone)
                : null;
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
}
