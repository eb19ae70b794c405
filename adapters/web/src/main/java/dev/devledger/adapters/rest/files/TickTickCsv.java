package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.files.CsvFile.CsvRowReader;
import dev.devledger.adapters.rest.files.CsvFile.OwnCsv;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.ImportRow.KeyOrId;
import dev.devledger.application.imports.ImportRow.StableIds;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.LongNote;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.NearestValues.Remark;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file that TickTick's web app creates under Settings, Account, Backup. The lists in the file become projects
 * that stay in the ledger, as TickTick already has them. Columns without a field in the ledger, such as reminders, are
 * left out. Users cannot edit such a file, so each row is imported with the nearest valid values. TickTick numbers its
 * tasks: a row is recognised by its number and its time of creation (or, without a time, its list), whatever the
 * project's name.
 */
final class TickTickCsv implements CsvRowReader {
    private static final int REF = 200;
    private static final String INBOX = "Inbox";

    private record ListOf(String folder, String name) {}

    private final ImportFields fields;
    private final ZoneId zone;
    private final Map<ListOf, String> names = new HashMap<>();
    private final Map<String, ListOf> owners = new HashMap<>();
    private final Map<String, Integer> refs = new HashMap<>();

    TickTickCsv(ImportFields fields, ZoneId zone) {
        this.fields = fields;
        this.zone = zone;
    }

    @Override
    public boolean isTakenAsItIs() {
        return true;
    }

    @Override
    public ImportRow row(long line, Cells cells) {
        TickTickCells row = new TickTickCells(cells, zone, fields.clock().instant(), new NearestValues());
        String project = project(row, cells);
        String id = id(cells);
        int before = refs.merge(id, 1, Integer::sum) - 1;
        if (before > 0) {
            row.remark("taskId", "is " + Parser.quoted(id) + ", the id of an earlier row too; both are taken");
        }
        String ref = before == 0 ? id : id + " " + before;
        return row.task(
                line,
                ref,
                new ImportRow.ProjectReference(project, OwnCsv.made(project, Placement.NONE, zone)),
                ref(cells.get("parentId")),
                identity(ref, cells));
    }

    /**
     * Returns the identity of a row. Two accounts can use the same number for different tasks, so the identity includes
     * the time of creation or, without a time, the list.
     */
    private static ImportRow.Identity identity(String ref, Cells cells) {
        String made = cells.get("Created Time").strip();
        String apart = made.isEmpty() ? cells.get("List Name").strip() : made;
        return new ImportRow.Identity(new TaskId(StableIds.of(List.of("ticktick", ref, apart))));
    }

    /** Returns the row's id; if the row has none, an id made of its contents. */
    private static String id(Cells cells) {
        String id = ref(cells.get("taskId"));
        return id.isEmpty()
                ? ref("row " + StableIds.of(List.of(cells.get("List Name"), cells.get("Title"), cells.get("Content"))))
                : id;
    }

    private static String ref(String cell) {
        String id = cell.strip();
        boolean fits = id.length() <= REF && !KeyOrId.TASK.isKey(id);
        return fits ? id : "id " + StableIds.of(List.of(id));
    }

    /** Returns the project's name. Lists of the same name in several folders are several projects. */
    private String project(TickTickCells row, Cells cells) {
        String said = cells.get("List Name").strip();
        String list = said.isEmpty() ? INBOX : row.name("List Name", said);
        String name = names.computeIfAbsent(new ListOf(cells.get("Folder Name").strip(), list), each -> {
            ListOf owner = owners.putIfAbsent(each.name(), each);
            return owner == null ? each.name() : row.name("Folder Name", each.name() + " (" + each.folder() + ")");
        });
        if (said.isEmpty()) {
            row.remark("List Name", "is empty; the task is in the project " + INBOX);
        }
        // A name in the form of a key would refer to another project.
        return KeyOrId.PROJECT.isKey(name) || KeyOrId.isId(name) ? "List " + name : name;
    }

    /**
     * Reads the cells of one row of TickTick's backup as a task within the ledger's limits, with a remark about every
     * difference from the row.
     */
    record TickTickCells(CsvRowReader.Cells cells, ZoneId otherwise, Instant now, NearestValues nearest) {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");
        private static final Map<String, Priority> PRIORITIES = Map.of(
                "", Priority.NONE, "0", Priority.NONE, "1", Priority.LOW, "3", Priority.MEDIUM, "5", Priority.HIGH);

        /** The statuses by number. Archived tasks, number 2, are completed tasks that TickTick no longer shows. */
        private static final Map<String, TaskStatus> STATUSES = Map.of(
                "",
                TaskStatus.OPEN,
                "0",
                TaskStatus.OPEN,
                "1",
                TaskStatus.COMPLETED,
                "2",
                TaskStatus.COMPLETED,
                "-1",
                TaskStatus.ABANDONED);

        private static final char OPEN_ITEM = '▫';
        private static final char DONE_ITEM = '▪';

        void remark(String field, String message) {
            nearest.add(new Remark(field, message));
        }

        private void leftOut(String column, String why) {
            remark(column, "is " + Parser.quoted(cells.get(column)) + why);
        }

        String name(String column, String name) {
            return nearest.title(column, name);
        }

        ImportRow task(
                long line, String ref, ImportRow.ProjectReference home, String parent, ImportRow.Identity identity) {
            List<ChecklistItem> items = new ArrayList<>();
            String content = content(items);
            ZoneId zone = zone();
            TaskStatus status = word(STATUSES, "Status", TaskStatus.OPEN);
            TaskDetails details = new TaskDetails(
                    nearest.title("Title", cells.get("Title").strip(), content),
                    nearest.text("Content", content, Violations.DESCRIPTION),
                    word(PRIORITIES, "Priority", Priority.NONE),
                    new TreeSet<>(nearest.tags("Tags", tags())),
                    nearest.schedule(new Schedule(date("Start Date", zone), date("Due Date", zone), zone)),
                    nearest.checklist("Content", items));
            Instant since = status == TaskStatus.OPEN ? null : since();
            ImportRow.TaskExtras further = new ImportRow.TaskExtras(
                    ImportRow.TaskRelations.NONE,
                    notes(),
                    identity,
                    nearest.remarks().stream().map(Remark::violation).toList());
            return new ImportRow.NewTask(
                    line, ref, home, parent.isEmpty() ? null : parent, details, status, since, further);
        }

        private <T> T word(Map<String, T> words, String column, T other) {
            T word = words.get(cells.get(column).strip());
            if (word == null) {
                leftOut(
                        column,
                        ", which is unknown; it is " + String.valueOf(other).toLowerCase(Locale.ROOT));
            }
            return word == null ? other : word;
        }

        /** Splits a checklist: lines with a mark are items, and all other lines are the description. */
        private String content(List<ChecklistItem> items) {
            String content = cells.get("Content");
            if (!cells.get("Is Check list").equals("Y") && !cells.get("Kind").equals("CHECKLIST")) {
                return content;
            }
            List<String> description = new ArrayList<>();
            content.lines().forEach(text -> {
                boolean isItem = !text.isEmpty() && (text.charAt(0) == OPEN_ITEM || text.charAt(0) == DONE_ITEM);
                if (!isItem) {
                    description.add(text);
                } else if (!text.substring(1).isBlank()) {
                    items.add(new ChecklistItem(
                            UUID.randomUUID(), text.substring(1).strip(), text.charAt(0) == DONE_ITEM));
                }
            });
            return String.join("\n", description);
        }

        private List<String> tags() {
            return List.of(cells.get("Tags").split(",", -1)).stream()
                    .map(String::strip)
                    .filter(tag -> !tag.isEmpty())
                    .toList();
        }

        private ZoneId zone() {
            String name = cells.get("Timezone").strip();
            try {
                return name.isEmpty() ? otherwise : Parser.zone(name);
            } catch (Parser.InvalidText unknown) {
                leftOut("Timezone", ", which is no time zone; it is " + otherwise);
                return otherwise;
            }
        }

        private @Nullable When date(String column, ZoneId zone) {
            String text = cells.get(column).strip();
            if (text.isEmpty()) {
                return null;
            }
            try {
                Instant instant = instant(text);
                return instant == null
                        ? When.parse(text)
                        : When.parse(
                                cells.get("Is All Day").equals("true")
                                        ? LocalDate.ofInstant(instant, zone).toString()
                                        : instant.toString());
            } catch (When.OutOfRange e) {
                leftOut(column, ", which " + e.why() + "; it is left out");
                return null;
            } catch (DateTimeException unreadable) {
                leftOut(column, "; a time such as 2026-03-31T09:00:00+0000 is expected, and it is left out");
                return null;
            }
        }

        private @Nullable Instant since() {
            String text = cells.get("Completed Time").strip();
            Instant since = instant(text);
            if (!text.isEmpty() && (since == null || since.isAfter(now))) {
                leftOut(
                        "Completed Time",
                        "; a time up to now, such as 2026-03-31T09:00:00+0000, is expected; it is the time of the import");
            }
            return since == null || since.isAfter(now) ? null : since;
        }

        private static @Nullable Instant instant(String text) {
            try {
                return OffsetDateTime.parse(text, TIME).toInstant();
            } catch (DateTimeException unreadable) {
                return null;
            }
        }

        private List<String> notes() {
            List<String> notes = new ArrayList<>();
            for (Remark remark : nearest.remarks()) {
                if (!remark.kept().isEmpty()) {
                    new LongNote(remark.noteHead("TickTick"), remark.kept())
                            .notes()
                            .forEach(note -> notes.add(new NearestValues().text("note", note, Violations.NOTE)));
                }
            }
            return notes;
        }
    }
}
