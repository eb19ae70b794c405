package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.task.TaskStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file that TickTick's web app makes under Settings, Account, Backup. Its lists become projects that stay in the ledger:
 * what it has is in TickTick already. Columns that the ledger has no word for, such as reminders, are left out.
 */
final class TickTickCsv implements CsvForm {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");

    private static final Map<String, String> PRIORITIES = Map.of("0", "none", "1", "low", "3", "medium", "5", "high");

    /** Archived ones, number 2, are completed ones that are shown no more. */
    private static final Map<String, String> STATUSES =
            Map.of("0", "open", "1", "completed", "2", "completed", "-1", "abandoned");

    private record ListOf(String folder, String name) {}

    private final ImportFields fields;
    private final ZoneId zone;
    private final Map<ListOf, String> names = new HashMap<>();
    private final Map<String, ListOf> owners = new HashMap<>();

    TickTickCsv(ImportFields fields, ZoneId zone) {
        this.fields = fields;
        this.zone = zone;
    }

    @Override
    public ImportRow row(long line, Cells cells) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        put(row, "ref", cells.get("taskId"));
        put(row, "parent", cells.get("parentId"));
        put(row, "project", name(cells.get("Folder Name"), cells.get("List Name")));
        // TickTick's titles may have more lines.
        put(row, "title", cells.get("Title").strip().replaceAll("\\s*[\\r\\n\\t]+\\s*", " "));
        put(row, "priority", word(PRIORITIES, cells.get("Priority")));
        put(row, "timeZone", cells.get("Timezone"));
        ContentCell.put(row, cells);
        tags(row, cells.get("Tags"));
        put(row, "startDate", date(cells, "Start Date"));
        put(row, "dueDate", date(cells, "Due Date"));
        put(row, "status", word(STATUSES, cells.get("Status")));
        ImportRow task =
                fields.task(line, row, name -> new ImportRow.Home(name, OwnCsv.made(name, Placement.NONE, zone)));
        return task instanceof ImportRow.NewTask made ? since(made, cells.get("Completed Time")) : task;
    }

    static void put(ObjectNode row, String field, String value) {
        if (!value.isBlank()) {
            row.put(field, value);
        }
    }

    /** Lists of one name in several folders are several lists. */
    private String name(String folder, String list) {
        return names.computeIfAbsent(new ListOf(folder, list.strip()), each -> {
            ListOf owner = owners.putIfAbsent(each.name(), each);
            return owner == null || each.name().isEmpty() ? each.name() : each.name() + " (" + each.folder() + ")";
        });
    }

    /** A number that has no word is left as it is, for the field to complain of. */
    private static String word(Map<String, String> words, String number) {
        return words.getOrDefault(number, number);
    }

    private static ImportRow since(ImportRow.NewTask task, String text) {
        if (task.status() == TaskStatus.OPEN || text.isBlank()) {
            return task;
        }
        Instant since = instant(text);
        return since == null
                ? new ImportRow.Bad(
                        task.line(),
                        List.of(new Violation(
                                "Completed Time",
                                "is " + Parser.quoted(text) + "; a time such as 2026-03-31T09:00:00+0000 is expected")),
                        null,
                        task.ref())
                : new ImportRow.NewTask(
                        task.line(),
                        task.ref(),
                        task.home(),
                        task.parent(),
                        task.details(),
                        task.status(),
                        since,
                        task.further());
    }

    private static void tags(ObjectNode row, String cell) {
        if (!cell.isBlank()) {
            ArrayNode tags = row.putArray("tags");
            Arrays.stream(cell.split(",", -1)).filter(tag -> !tag.isBlank()).forEach(tag -> tags.add(tag.strip()));
        }
    }

    /** What cannot be read is left as it is, for the field to complain of. */
    private String date(CsvForm.Cells cells, String column) {
        Instant instant = instant(cells.get(column));
        if (instant == null) {
            return cells.get(column);
        }
        return cells.get("Is All Day").equals("true")
                ? LocalDate.ofInstant(instant, zone(cells.get("Timezone"))).toString()
                : instant.toString();
    }

    private ZoneId zone(String name) {
        try {
            return name.isBlank() ? zone : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return zone; // the field complains of it
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text, TIME).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
