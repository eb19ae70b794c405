package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.KeyOrId;
import dev.devledger.application.imports.LastingIds;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.task.TaskId;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The file that TickTick's web app makes under Settings, Account, Backup. Its lists become projects that stay in the ledger:
 * what it has is in TickTick already. Columns that the ledger has no word for, such as reminders, are left out. Nobody can
 * be asked to edit such a file, so each row is taken as near as it can be. TickTick numbers its tasks: a row is known again
 * by its number, its list and when it was made, whatever the project is called by now.
 */
final class TickTickCsv implements CsvForm {
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
        TickTickCells row = new TickTickCells(cells, zone, fields.clock().instant());
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
                new ImportRow.Home(project, OwnCsv.made(project, Placement.NONE, zone)),
                ref(cells.get("parentId")),
                identity(ref, cells));
    }

    /** Two accounts can have one number for different tasks, which when they were made tells apart; else where they are. */
    private static ImportRow.Identity identity(String ref, Cells cells) {
        String made = cells.get("Created Time").strip();
        String apart = made.isEmpty() ? cells.get("List Name").strip() : made;
        return new ImportRow.Identity(new TaskId(LastingIds.of(List.of("ticktick", ref, apart))));
    }

    /** Of what the row says where it has none. */
    private static String id(Cells cells) {
        String id = ref(cells.get("taskId"));
        return id.isEmpty()
                ? ref("row " + LastingIds.of(List.of(cells.get("List Name"), cells.get("Title"), cells.get("Content"))))
                : id;
    }

    private static String ref(String cell) {
        String id = cell.strip();
        boolean fits = id.length() <= REF && !KeyOrId.TASK.isKey(id);
        return fits ? id : "id " + LastingIds.of(List.of(id));
    }

    /** Lists of one name in several folders are several lists. */
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
        // A key is that of another project.
        return KeyOrId.PROJECT.isKey(name) || KeyOrId.isId(name) ? "List " + name : name;
    }
}
