package dev.devledger.adapters.mcp.time;

import dev.devledger.adapters.mcp.change.CheckedLedger;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WriteResult;
import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WritingTool.WriteAction;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.change.WrittenItem;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.time.TimeTools.TimeRules;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Saves time entries. A call names each entry at most once, as the changes of the call become visible only once the
 * whole call is stored.
 */
record SaveTimeEntries(
        CheckedLedger writes,
        TimeEntries entries,
        TimeEntryDirectory directory,
        EntryReferenceArguments on,
        WrittenItems written)
        implements WritingTool {
    private static final int MOST = 50;

    /** The most wrong rows in one report. */
    private static final int TOLD = 10;

    private static final Declaration DECLARATION = new Declaration(
            "save_time_entries",
            "Save time entries",
            "Log, change, split, merge, bill, delete or restore 1-50 time entries: all or none. Without key, one is"
                    + " made: start with end or seconds.",
            Toolset.DEFAULT,
            Hints.OVERWRITES,
            Scope.WRITE,
            WriteSchema.input(Schema.closed("entries", Schema.some(TimeEntryInput.FIELDS.schema(), MOST))
                    .requiring("entries")),
            WriteSchema.output());

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public boolean staysInProject() {
        return true;
    }

    /** The saved entries in the order of the call, and the new ones among them. */
    private record Saved(Set<UUID> entries, Set<UUID> made) {}

    @Override
    public WriteAction<?> read(Arguments arguments) {
        List<TimeEntryInput> rows = rows(arguments);
        Map<String, String> places = places(rows);
        List<PersonId> people = rows.stream()
                .map(TimeEntryInput::person)
                .filter(Objects::nonNull)
                .toList();
        return new WriteAction<>(
                writing -> {
                    writing.holdTime(places, people);
                    Saved saved = new Saved(new LinkedHashSet<>(), new LinkedHashSet<>());
                    rows.forEach(row -> saved.entries().addAll(save(writing, row, saved.made())));
                    return saved;
                },
                (writing, saved) -> report(writing, rows.size(), saved));
    }

    /** Reads the rows, and reports the errors of all rows at once. */
    private List<TimeEntryInput> rows(Arguments arguments) {
        List<TimeEntryInput> rows = new ArrayList<>();
        List<ToolFailure> wrong = new ArrayList<>();
        int index = 0;
        for (Arguments each : arguments.objects("entries")) {
            try {
                rows.add(TimeEntryInput.of(each, index, on));
            } catch (ToolFailure failure) {
                wrong.add(failure);
            }
            index++;
        }
        if (wrong.size() > 1) {
            List<String> words = wrong.stream()
                    .limit(TOLD)
                    .map(each -> String.valueOf(each.getMessage()))
                    .toList();
            throw new ToolFailure(wrong.getFirst().problem(), String.join(" ", words));
        }
        if (!wrong.isEmpty()) {
            throw wrong.getFirst();
        }
        return rows;
    }

    private static Map<String, String> places(List<TimeEntryInput> rows) {
        Map<String, String> places = new LinkedHashMap<>();
        for (TimeEntryInput row : rows) {
            for (String key : row.keys()) {
                String first = places.put(key, row.place());
                if (first != null) {
                    throw new ToolFailure(
                            ToolProblem.INVALID,
                            "%s names %s, and so does %s. Name each only once."
                                    .formatted(row.place(), Quoted.sent(key), first));
                }
            }
        }
        return places;
    }

    private List<UUID> save(WriteContext writing, TimeEntryInput row, Set<UUID> made) {
        List<TimeEntryId> done = TimeRules.of(
                row.places(),
                row.key() == null ? row.place() : row.place() + " " + row.key(),
                () -> row.key() == null
                        ? List.of(log(writing.changes(), row))
                        : change(writing.changes(), row, row.key()));
        List<UUID> ids = done.stream().map(TimeEntryId::value).toList();
        if (row.key() == null) {
            made.addAll(ids);
        } else if ("split_at".equals(row.deed())) {
            made.add(ids.getLast());
        }
        return ids;
    }

    private TimeEntryId log(ChangeSet changes, TimeEntryInput row) {
        Instant start = Objects.requireNonNull(row.times().start());
        return entries.log(changes, row.details(on, start));
    }

    private List<TimeEntryId> change(ChangeSet changes, TimeEntryInput row, String key) {
        return switch (row.deed()) {
            case null -> edited(changes, row, key);
            case "billed" -> edited(changes, row, key);
            case "split_at" ->
                entries.split(changes, key, Objects.requireNonNull(row.times().splitAt()), null);
            case "merge" -> merged(changes, row);
            default ->
                List.of(
                        row.given().flag("deleted")
                                ? entries.delete(changes, key, null)
                                : entries.restore(changes, key, null));
        };
    }

    private List<TimeEntryId> edited(ChangeSet changes, TimeEntryInput row, String key) {
        return List.of(entries.edit(changes, key, row.edit(on, start(key)), null));
    }

    /** Merges entries. Returns the merged entry, followed by the entries that were merged into it. */
    private List<TimeEntryId> merged(ChangeSet changes, TimeEntryInput row) {
        List<TimeEntryId> parts = new ArrayList<>(
                row.keys().stream().map(each -> known(each).seen().entry()).toList());
        TimeEntryId whole = entries.merge(changes, row.keys());
        parts.remove(whole);
        parts.addFirst(whole);
        return parts;
    }

    private Instant start(String key) {
        return known(key).seen().details().start();
    }

    private TimeEntryDirectory.StoredEntry known(String key) {
        return directory.find(key).orElseThrow(() -> TimeEntries.unknown(key));
    }

    private WriteResult report(WriteContext writing, int rows, Saved saved) {
        List<WrittenItem> items = written.entries(saved.entries(), saved.made(), writing.dryRun());
        String what = rows == 1 ? "1 time entry" : rows + " time entries";
        return WriteResult.of(
                new WriteSummary("saved", "save", what),
                items,
                WrittenItems.unseen(saved.entries().size(), items));
    }
}
