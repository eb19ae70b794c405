package dev.devledger.application.sync.simulation;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.memory.MemoryConnector;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.Task.TaskEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people wrote, each with a word of its own, and what they saw in that place when they did. */
final class Testimony {
    enum Side {
        HERE,
        THERE
    }

    record Edit(Field field, Side side, String saw, String wrote) {}

    private final List<Edit> edits = new ArrayList<>();
    private final Map<Field, Set<String>> overwritten = new EnumMap<>(Field.class);
    private final Set<String> lines = new HashSet<>(Set.of(""));
    private int words;

    /** By pairs of objects there: whether the newest that a person there said was that the one waits for the other. */
    private final Map<List<String>, Boolean> dependencies = new LinkedHashMap<>();

    /** By pairs of tasks here: likewise. */
    private final Map<List<EntityRef>, Boolean> dependenciesHere = new LinkedHashMap<>();

    void depends(String task, String other, boolean does) {
        dependencies.merge(List.of(task, other), does, (before, now) -> before && now);
    }

    /** Somebody has taken that away here. */
    void dependsNot(String task, String other) {
        dependencies.put(List.of(task, other), false);
    }

    /** What was only ever added there. */
    List<List<String>> dependencies() {
        return dependencies.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether somebody there has taken away that the one waits for the other. */
    boolean wasTakenAway(String task, String other) {
        return Boolean.FALSE.equals(dependencies.get(List.of(task, other)));
    }

    /** Somebody here has said that the one task waits for the other, or does not any more. */
    void dependsHere(EntityRef task, EntityRef other, boolean does) {
        dependenciesHere.merge(List.of(task, other), does, (before, now) -> before && now);
    }

    /** What was only ever added here. */
    List<List<EntityRef>> dependenciesHere() {
        return dependenciesHere.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    String word() {
        return "w" + ++words;
    }

    void saw(Field field, Side side, @Nullable String before, String after) {
        lines.addAll(List.of(after.split("\n", -1)));
        String nearest = new NearestValues().text("text", after, Violations.DESCRIPTION);
        lines.addAll(List.of(nearest.split("\n", -1)));
        edits.add(new Edit(field, side, before == null ? "" : before, after));
    }

    /** A write that was on its way before it was written, and that nobody could stop, took its place: nobody was shown it. */
    void overwritten(CanonicalContent before, CanonicalChanges by) {
        CanonicalContent after = by.applyTo(before);
        overwritten(Field.TITLE, before.title(), after.title());
        overwritten(Field.DESCRIPTION, before.description(), after.description());
        overwritten(Field.TAGS, before.tags().toString(), after.tags().toString());
    }

    private void overwritten(Field field, String before, String by) {
        Set<String> gone = split(before);
        gone.removeAll(split(by));
        overwritten.computeIfAbsent(field, any -> new HashSet<>()).addAll(gone);
    }

    /** Each word that was written in that field and that nobody has taken away who saw it. */
    Set<String> toBeFound(Field field) {
        Set<String> words = new HashSet<>();
        for (Edit edit : edits) {
            if (edit.field() == field) {
                Set<String> added = split(edit.wrote());
                added.removeAll(split(edit.saw()));
                words.addAll(added);
            }
        }
        for (Edit edit : edits) {
            if (edit.field() == field) {
                Set<String> removed = split(edit.saw());
                removed.removeAll(split(edit.wrote()));
                words.removeAll(removed);
            }
        }
        words.removeAll(overwritten.getOrDefault(field, Set.of()));
        words.remove(NearestValues.UNTITLED); // nobody has written it
        return words;
    }

    /** Every line that somebody wrote. */
    Set<String> lines() {
        return lines;
    }

    boolean wrote(Field field, Side side, String value) {
        return edits.stream()
                .anyMatch(edit -> edit.field() == field
                        && edit.side() == side
                        && forms(edit.wrote()).contains(value));
    }

    /** As a task, and as a list, and what the ledger takes of each. */
    private static Set<String> forms(String title) {
        String name = MemoryConnector.WORDS.listName(title);
        Set<String> forms = new HashSet<>(List.of(title));
        forms.addAll(List.of(name, new NearestValues().title("title", title), new NearestValues().title("name", name)));
        return forms;
    }

    /** What a note says that was added; nothing of any other event. */
    static Set<String> noted(LedgerEvent event) {
        return switch (event.payload()) {
            case TaskEvent.NoteAdded note -> split(note.text());
            case ProjectEvent.NoteAdded note -> split(note.text());
            default -> Set.of();
        };
    }

    /** The ledger has a sign of its own for what no text can have. */
    static Set<String> split(String text) {
        Set<String> words = new HashSet<>(List.of(text.split("[\\s\\p{Cntrl}\uFFFD,\\[\\]]+", -1)));
        words.remove("");
        return words;
    }
}
