package dev.devledger.application.sync.memory;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.merge.NoteUnion.TaskNote;
import dev.devledger.domain.task.Task.TaskEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which notes it is about it is told with each event that is stored. */
public final class MemoryNoteBook implements NoteLinks {
    private final Map<Key, Row> rows = new LinkedHashMap<>();
    private final Map<UUID, TaskEvent.NoteAdded> notes = new LinkedHashMap<>();
    private final Map<UUID, String> channels = new LinkedHashMap<>();
    private final Set<UUID> retracted = new HashSet<>();

    private record Key(String connector, String account, UUID note, UUID task) {
        static Key of(SyncLinkId link, UUID note) {
            return new Key(link.connector(), link.account(), note, link.entity().id());
        }
    }

    private record Row(
            @Nullable Instant intendedAt,
            @Nullable String comment,
            @Nullable Instant linkedAt) {
        static final Row NONE = new Row(null, null, null);
    }

    public void stored(LedgerEvent event) {
        switch (event.payload()) {
            case TaskEvent.NoteAdded e -> {
                notes.put(e.note(), e);
                channels.put(e.note(), event.by().channel());
            }
            case TaskEvent.NoteRetracted e -> retracted.add(e.note());
            case TaskEvent.NoteRestored e -> retracted.remove(e.note());
            default -> {}
        }
    }

    /** Returns all notes that were ever added to the task, oldest first. */
    public List<TaskEvent.NoteAdded> added(UUID task) {
        return notes.values().stream()
                .filter(each -> each.task().value().equals(task))
                .toList();
    }

    @Override
    public List<TaskNote> of(ConnectedAccount account, UUID task) {
        return added(task).stream()
                .filter(each ->
                        !account.connector().equals(channels.get(each.note())) || rows.containsKey(key(account, each)))
                .map(each -> {
                    Row row = row(key(account, each));
                    return new TaskNote(
                            each.note(),
                            each.text(),
                            retracted.contains(each.note()),
                            row.intendedAt(),
                            row.comment(),
                            row.linkedAt());
                })
                .toList();
    }

    private static Key key(ConnectedAccount account, TaskEvent.NoteAdded note) {
        return new Key(
                account.connector(), account.account(), note.note(), note.task().value());
    }

    private Row row(Key key) {
        return Objects.requireNonNull(rows.getOrDefault(key, Row.NONE));
    }

    @Override
    public Set<String> known(ConnectedAccount account, Collection<String> comments) {
        Set<String> known = new HashSet<>(comments);
        Set<String> all = new HashSet<>();
        rows.forEach((key, row) -> {
            if (key.connector().equals(account.connector()) && key.account().equals(account.account())) {
                all.add(String.valueOf(row.comment()));
            }
        });
        known.retainAll(all);
        return known;
    }

    @Override
    public List<UUID> commented(ConnectedAccount account, int limit) {
        return rows.entrySet().stream()
                .filter(each -> each.getKey().connector().equals(account.connector())
                        && each.getKey().account().equals(account.account())
                        && each.getValue().comment() != null)
                .sorted(Comparator.comparing(
                        each -> Objects.requireNonNull(each.getValue().linkedAt()), Comparator.reverseOrder()))
                .map(each -> each.getKey().task())
                .distinct()
                .limit(limit)
                .toList();
    }

    @Override
    public void intend(SyncLinkId link, UUID note, Instant at) {
        Row row = row(Key.of(link, note));
        rows.put(Key.of(link, note), new Row(at, row.comment(), row.linkedAt()));
    }

    @Override
    public void link(SyncLinkId link, UUID note, String comment, Instant at) {
        rows.put(Key.of(link, note), new Row(row(Key.of(link, note)).intendedAt(), comment, at));
    }
}
