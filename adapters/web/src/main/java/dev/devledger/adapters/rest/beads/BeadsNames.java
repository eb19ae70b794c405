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

/** What must be known of all tasks before the first of them is written: how beads calls them, and what it knows of them. */
public final class BeadsNames {
    private record Pair(String from, String to) {}

    private final Map<UUID, String> keys = new HashMap<>();
    private final Map<UUID, UUID> parents = new HashMap<>();
    private final Set<UUID> above = new HashSet<>();

    /** Of those that beads has named, by key. */
    private final Map<String, String> issues = new HashMap<>();

    private final Map<String, UUID> tasks = new HashMap<>();
    private final Set<Pair> told = new HashSet<>();
    private final Set<String> written = new HashSet<>();

    /** {@code notes}: the oldest first. */
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

    /** The ids of beads are a prefix and a few letters or digits. */
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

    /** Whether beads has named it, and it is among the tasks. */
    boolean has(String issue) {
        return tasks.containsKey(issue);
    }

    /** Whether it is one of the tasks, whoever has named it. */
    boolean isWritten(String issue) {
        if (written.isEmpty()) {
            keys.values().forEach(key -> written.add(of(key)));
        }
        return written.contains(issue);
    }

    boolean hasBelow(UUID task) {
        return above.contains(task);
    }

    /** Whether one is above the other. */
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

    /** Whether beads has it of the first that it depends on the second. */
    boolean isTold(String from, String to) {
        return told.contains(new Pair(from, to));
    }
}
