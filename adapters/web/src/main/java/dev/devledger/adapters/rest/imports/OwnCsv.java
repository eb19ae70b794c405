package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.field.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.task.TaskDetails;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
