package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.files.TimeCells.TimeColumns;
import dev.devledger.adapters.rest.files.TimeForm.TimeWishes;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.Imports.ImportFile;
import dev.devledger.application.time.BookedOn;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.field.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.task.TaskDetails;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CSV file. One of time entries is gone through once before its first row is read: only all of it tells what its dates
 * mean. That is done at once, outside of the transaction of the import: the owner may be made for it.
 */
final class CsvFile implements ImportFile {
    private final Path file;
    private final ImportFields fields;
    private final ZoneId zone;
    private final TimeWishes wishes;
    private final @Nullable TimeIndex index;

    CsvFile(Path file, ImportFields fields, ZoneId zone, TimeWishes wishes, BookedOn booked) {
        this.file = file;
        this.fields = fields;
        this.zone = zone;
        this.wishes = wishes;
        this.index = look(booked);
    }

    @Override
    public Rows open() {
        return rows(index == null ? null : new TimeForm(index, wishes, zone));
    }

    /** Null where the file is of something else. */
    private @Nullable TimeIndex look(BookedOn booked) {
        List<String> header = CsvRows.header(file);
        TimeColumns kind = TimeColumns.of(header);
        if (kind == null || kind.wrong(header) != null) {
            return null;
        }
        TimeIndex looking = new TimeIndex(kind, wishes);
        try (Rows rows = rows(looking)) {
            while (rows.next() != null) {
                // each goes to the index; what is wrong with a row is told when it is read
            }
        }
        return looking.known(booked);
    }

    private CsvRows rows(@Nullable CsvForm time) {
        return new CsvRows(file, new CsvRows.Forms(fields, zone, time, wishes.said()));
    }

    /** What the cells of a kind of CSV file mean. */
    interface CsvForm {
        ImportRow row(long line, Cells cells);

        /** Whether nobody can be asked to change a row: cells that no column names are left out. */
        default boolean isTakenAsItIs() {
            return false;
        }

        /** The cells of a row by the names of the columns; what is not there is empty. */
        interface Cells {
            String get(String column);
        }
    }

    /** A row with a title is a task, one without is a project. A project that no row has named is made. */
    record OwnCsv(ImportFields fields, ZoneId zone) implements CsvForm {
        /** In the order of the documentation; further texts of a task come behind them. */
        static final List<String> COLUMNS = withTexts(
                "project",
                "title",
                "description",
                "status",
                "priority",
                "tags",
                "startDate",
                "dueDate",
                "repositoryUrl",
                "ref",
                "parent",
                "stage",
                "estimateMinutes",
                "assignees",
                "blockedBy",
                "related",
                "discoveredFrom",
                "note",
                "customer",
                "service",
                "billable");

        private static List<String> withTexts(String... columns) {
            Stream<String> texts = TaskDetails.KIND.fields().stream()
                    .filter(field -> field.many() == Field.Many.ONE && field.element() == String.class)
                    .map(Field::name);
            return Stream.concat(Stream.of(columns), texts).distinct().toList();
        }

        private static final Set<String> TRUTH = Set.of("true", "false");

        private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

        /** Names of people and refs can have spaces in them. */
        private static final Set<String> LISTS = Set.of("assignees", "blockedBy", "related");

        /** What is wrong with a header, null where it is right. */
        static @Nullable String wrong(List<String> header) {
            for (String column : header) {
                if (!COLUMNS.contains(column)) {
                    return "has the column " + Parser.quoted(column) + ", which is unknown; allowed are "
                            + String.join(", ", COLUMNS);
                }
            }
            return header.contains("title") ? null : "has no column title";
        }

        @Override
        public ImportRow row(long line, Cells cells) {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            for (String column : COLUMNS) {
                String cell = cells.get(column);
                if (!cell.isBlank()) {
                    put(row, column, cell);
                }
            }
            if (row.has("title")) {
                return fields.task(line, row, name -> new ImportRow.Home(name, made(name, Placement.CARD, zone)));
            }
            if (!row.has("project")) {
                return ImportRow.Bad.of(line, "project", "is missing");
            }
            row.set("name", row.remove("project"));
            return fields.project(line, row, true);
        }

        private static void put(ObjectNode row, String column, String cell) {
            if (column.equals("tags")) {
                put(row.putArray(column), cell.strip().split("\\s+"));
            } else if (LISTS.contains(column)) {
                put(row.putArray(column), cell.strip().split("\\s*;\\s*"));
            } else if (column.equals("note")) {
                row.putArray("notes").add(cell);
            } else if (column.equals("billable") && TRUTH.contains(cell.strip())) {
                row.put(column, Boolean.parseBoolean(cell.strip()));
            } else if (column.equals("estimateMinutes")
                    && NUMBER.matcher(cell.strip()).matches()) {
                row.put(column, Integer.parseInt(cell.strip()));
            } else {
                row.put(column, column.equals("description") ? cell : cell.strip());
            }
        }

        private static void put(ArrayNode array, String... texts) {
            for (String text : texts) {
                array.add(text);
            }
        }

        /** A project of which only the name is known. */
        static ProjectDetails made(String name, Placement placement, ZoneId zone) {
            return ProjectDetails.KIND.edited(
                    ProjectDetails.named(name, zone), Patch.of(ProjectDetails.PLACEMENT, placement));
        }
    }
}
