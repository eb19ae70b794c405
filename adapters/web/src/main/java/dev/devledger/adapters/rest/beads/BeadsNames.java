package dev.devledger.adapters.rest.beads;

import dev.devledger.adapters.rest.beads.BeadsLine.BeadsRecord;
import dev.devledger.application.task.NoteQueries.NoteView;
import dev.devledger.application.task.TaskQueries.TaskView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of all tasks that is needed to write the first line: the ids of their issues, and the dependencies that
 * beads has.
 */
public final class BeadsNames {
    private record Pair(String from, String to) {}

    private final Map<UUID, String> keys = new HashMap<>();
    private final Map<UUID, UUID> parents = new HashMap<>();
    private final Set<UUID> above = new HashSet<>();

    /** The ids of imported issues, by key. */
    private final Map<String, String> issues = new HashMap<>();

    private final Map<String, UUID> tasks = new HashMap<>();
    private final Set<Pair> told = new HashSet<>();
    private final Set<String> written = new HashSet<>();

    /**
     * Adds a task.
     *
     * @param notes the notes of the task, the oldest first
     */
    public void add(TaskView task, List<NoteView> notes) {
        keys.put(task.id(), task.key());
        if (task.parentId() != null) {
            parents.put(task.id(), task.parentId());
            above.add(task.parentId());
        }
        BeadsRecord record = BeadsRecord.of(notes);
        String issue = record.id();
        if (issue != null && tasks.putIfAbsent(issue, task.id()) == null) {
            issues.put(task.key(), issue);
            record.kept()
                    .path("dependencies")
                    .forEach(each ->
                            told.add(new Pair(issue, each.path("depends_on_id").asString(""))));
        }
    }

    /**
     * Returns the task as an issue. Called after all tasks are known.
     *
     * @param notes the notes of the task, the oldest first
     */
    public String line(TaskView task, List<NoteView> notes) {
        return BeadsLine.json(task, notes, this);
    }

    /** Returns the issue's id. A new id has a prefix and a few letters or digits, as in beads. */
    String of(String key) {
        String issue = issues.get(key);
        if (issue != null) {
            return issue;
        }
        StringBuilder made = new StringBuilder("dl-").append(key, key.indexOf('-') + 1, key.length());
        while (tasks.containsKey(made.toString())) {
            made.append('x');
        }
        return made.toString();
    }

    @Nullable
    String of(UUID task) {
        String key = keys.get(task);
        return key == null ? null : of(key);
    }

    /** Returns true if the issue was imported and is among the tasks. */
    boolean has(String issue) {
        return tasks.containsKey(issue);
    }

    /** Returns true if the issue is among the tasks, imported or new. */
    boolean isWritten(String issue) {
        if (written.isEmpty()) {
            keys.values().forEach(key -> written.add(of(key)));
        }
        return written.contains(issue);
    }

    boolean hasBelow(UUID task) {
        return above.contains(task);
    }

    /** Returns true if one issue is an ancestor of the other. */
    boolean areInLine(String one, String other) {
        return isAbove(one, other) || isAbove(other, one);
    }

    private boolean isAbove(String upper, String lower) {
        UUID top = tasks.get(upper);
        for (UUID each = tasks.get(lower); each != null; each = parents.get(each)) {
            if (each.equals(top)) {
                return true;
            }
        }
        return false;
    }

    /** Returns true if beads has a dependency of the first issue on the second. */
    boolean isTold(String from, String to) {
        return told.contains(new Pair(from, to));
    }
}
