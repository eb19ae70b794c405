package dev.devledger.adapters.rest.beads;

import dev.devledger.adapters.rest.beads.BeadsDependencies.BeadsDependency;
import dev.devledger.adapters.rest.beads.BeadsIssue.BeadsImportChanges;
import dev.devledger.adapters.rest.beads.BeadsValues.BeadsSections;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.task.NoteQueries.NoteView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.shared.LongNote;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.Task.TaskStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task as an issue. The imported values of the issue are written word for word if the task's values still match them,
 * as beads has finer words for some values.
 */
record BeadsLine(TaskView task, BeadsRecord record, BeadsNames names, ObjectNode kept, ObjectNode issue) {
    /** The longest title in bytes, as beads counts bytes. */
    private static final int TITLE = 500;

    /**
     * Returns the line of the issue.
     *
     * @param notes the notes of the task, the oldest first
     */
    static String json(TaskView task, List<NoteView> notes, BeadsNames names) {
        BeadsRecord record = BeadsRecord.of(notes);
        return new BeadsLine(task, record, names, record.kept(), JsonNodeFactory.instance.objectNode()).json();
    }

    private String json() {
        String id = names.of(task.key());
        issue.put("_type", "issue").put("id", id);
        issue.setAll(kept);
        title();
        texts();
        state();
        if (!kept.has("priority") || BeadsValues.priority(kept.path("priority").asInt(-1)) != task.priority()) {
            issue.put("priority", BeadsValues.number(task.priority()));
        }
        labels();
        people();
        times();
        put("dependencies", new BeadsDependencyFields(task, id, record, names).array());
        put("comments", new BeadsComments(id).array(record.notes()));
        ours();
        return Json.text(issue);
    }

    private void title() {
        if (!kept.has("title") || !BeadsIssue.title(kept).equals(task.title())) {
            issue.put("title", cut(task.title()));
        }
    }

    private void texts() {
        String description = task.details().description();
        if (BeadsIssue.hasTexts(kept) && BeadsIssue.description(kept).equals(description)) {
            return;
        }
        issue.remove(BeadsIssue.TEXTS);
        Map<String, String> texts = BeadsSections.split(
                description, record.marks().sections(), record.marks().isAsItCame(description));
        String title = task.title();
        if (!kept.has("title") && !cut(title).equals(title)) {
            texts.merge("description", title, (text, whole) -> whole + "\n\n" + text);
        }
        texts.forEach(issue::put);
    }

    /** Cuts a title, as beads refuses a whole file that contains a longer title. */
    private static String cut(String title) {
        if (bytes(title) <= TITLE) {
            return title;
        }
        String cut = title;
        while (bytes(cut + "…") > TITLE) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut + "…";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void put(String field, ArrayNode array) {
        if (array.isEmpty()) {
            issue.remove(field);
        } else {
            issue.set(field, array);
        }
    }

    private void state() {
        boolean open = task.status() == TaskStatus.OPEN;
        BeadsValues.State now =
                new BeadsValues.State(task.status(), open ? task.details().stage() : null);
        if (!kept.has("status") || !BeadsValues.state(kept).equals(now)) {
            issue.put("status", open ? BeadsValues.status(task.details().stage()) : BeadsValues.CLOSED);
        }
        if (open) {
            issue.remove(List.of("closed_at", "close_reason", "closed_by_session"));
            return;
        }
        Instant closed = task.completedAt() == null ? task.updatedAt() : task.completedAt();
        if (!isSame("closed_at", closed)) {
            issue.put("closed_at", closed.toString());
        }
    }

    /** Compares times in milliseconds, as the ledger stores times that users set in milliseconds. */
    private boolean isSame(String field, Instant now) {
        Instant then = BeadsValues.instant(kept, field);
        return then != null && then.truncatedTo(ChronoUnit.MILLIS).equals(now.truncatedTo(ChronoUnit.MILLIS));
    }

    private void labels() {
        String type = kept.path("issue_type").asString("");
        boolean same =
                !type.isEmpty() && (BeadsValues.isPlain(type) || task.tags().contains(type));
        String now = same ? type : BeadsValues.type(task.tags(), names.hasBelow(task.id()));
        issue.put("issue_type", now);
        if (Set.copyOf(BeadsValues.tags(kept)).equals(Set.copyOf(task.tags()))) {
            return;
        }
        ArrayNode labels = JsonNodeFactory.instance.arrayNode();
        task.tags().stream().filter(tag -> !tag.equals(now)).forEach(labels::add);
        put("labels", labels);
    }

    private void people() {
        String assignee = kept.path("assignee").asString("");
        List<String> names =
                task.assignees().stream().map(TaskView.Assignee::name).toList();
        if (!names.isEmpty() && names.stream().noneMatch(assignee::equalsIgnoreCase)) {
            issue.put("assignee", names.getFirst());
        }
        if (task.details().estimateMinutes() != null) {
            issue.put("estimated_minutes", task.details().estimateMinutes());
        }
    }

    private void times() {
        if (!kept.has("created_at")) {
            issue.put("created_at", task.createdAt().toString());
        }
        if (!kept.has("updated_at") || !task.updatedAt().equals(task.createdAt())) {
            issue.put("updated_at", task.updatedAt().toString());
        }
        date("due_at", task.schedule().dueDate());
        date("defer_until", task.schedule().startDate());
    }

    private void date(String field, @Nullable When when) {
        Instant now = when == null ? null : instant(when, task.schedule().timeZone());
        if (now == null && !isLeftOut(field)) {
            issue.remove(field);
        } else if (now != null && !isSame(field, now)) {
            issue.put(field, now.toString());
        }
    }

    /** Returns true if the field is a start after the end, which an import leaves out. */
    private boolean isLeftOut(String field) {
        Instant start = BeadsValues.instant(kept, "defer_until");
        Instant due = BeadsValues.instant(kept, "due_at");
        return field.equals("defer_until") && start != null && due != null && due.isBefore(start);
    }

    private static Instant instant(When when, ZoneId zone) {
        return switch (when) {
            case When.Moment moment -> moment.instant();
            case When.Day day -> day.date().atStartOfDay(zone).toInstant();
        };
    }

    /** Adds the task's id and the values for which beads has no words. An import into the ledger reads both. */
    private void ours() {
        if (issue.has("metadata") && !issue.path("metadata").isObject()) {
            return;
        }
        ObjectNode ours = issue.withObject("/metadata").putObject("devledger");
        ours.put("id", task.id().toString()).put("key", task.key());
        if (task.status() == TaskStatus.ABANDONED) {
            ours.put("status", "abandoned");
        }
        if (task.status() == TaskStatus.OPEN
                && !BeadsValues.tells(task.details().stage())) {
            ours.put("stage", task.details().stage());
        }
    }

    /**
     * The parts of a task's notes that belong to the imported issue.
     *
     * @param id the issue's id; null for a task that beads does not have yet
     * @param kept the issue's fields at the import, without the fields that the task contains
     * @param marks the changes by the import
     * @param notes all other notes, the oldest first
     */
    record BeadsRecord(@Nullable String id, ObjectNode kept, BeadsImportChanges marks, List<NoteView> notes) {
        /**
         * Reads the notes.
         *
         * @param notes the notes, the oldest first
         */
        static BeadsRecord of(List<NoteView> notes) {
            List<NoteView> others = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            String head = null;
            for (NoteView note : notes) {
                Optional<LongNote.Part> part =
                        LongNote.Part.of(note.text()).filter(each -> each.head().startsWith(BeadsIssue.IMPORTED));
                String found = part.map(LongNote.Part::head).orElse(null);
                head = head == null ? found : head;
                if (found != null && found.equals(head)) {
                    text.append(part.get().text());
                } else {
                    others.add(note);
                }
            }
            ObjectNode kept = head == null ? null : read(text.toString());
            return head == null || kept == null
                    ? new BeadsRecord(null, JsonNodeFactory.instance.objectNode(), BeadsImportChanges.NONE, notes)
                    : new BeadsRecord(
                            head.substring(BeadsIssue.IMPORTED.length()),
                            kept,
                            BeadsImportChanges.takenFrom(kept),
                            others);
        }

        private static @Nullable ObjectNode read(String json) {
            try {
                return Json.readLine(json.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode kept ? kept : null;
            } catch (Parser.InvalidText edited) {
                return null;
            }
        }
    }

    /**
     * Writes the notes of a task as comments. Comments get no ids, which are numbers in old versions of beads and texts
     * in new versions.
     */
    record BeadsComments(String issue) {
        private static final Pattern COMMENT = Pattern.compile("(.*), ([0-9]{4}-[0-9]{2}-[0-9]{2}T\\S+|)");

        ArrayNode array(List<NoteView> notes) {
            ArrayNode comments = JsonNodeFactory.instance.arrayNode();
            ObjectNode last = null;
            String head = null;
            for (NoteView note : notes) {
                Optional<LongNote.Part> part = LongNote.Part.of(note.text());
                Matcher comment = COMMENT.matcher(part.map(LongNote.Part::head).orElse(""));
                if (part.isEmpty() || !comment.matches()) {
                    last = comment(comments, note.actor(), note.at().toString(), note.text());
                    head = null;
                } else if (last != null
                        && part.get().number() > 1
                        && part.get().head().equals(head)) {
                    last.put("text", last.path("text").asString("") + part.get().text());
                } else {
                    last = comment(
                            comments,
                            comment.group(1),
                            comment.group(2),
                            part.get().text());
                    head = part.get().head();
                }
            }
            return comments;
        }

        private ObjectNode comment(ArrayNode comments, String author, @Nullable String at, String text) {
            ObjectNode comment = comments.addObject()
                    .put("issue_id", issue)
                    .put("author", author)
                    .put("text", text);
            return at == null || at.isEmpty() ? comment : comment.put("created_at", at);
        }
    }

    /**
     * Writes the dependencies of a task as dependencies of its issue: the imported dependencies that still match, and
     * new dependencies.
     */
    record BeadsDependencyFields(
            TaskView task,
            String id,
            BeadsRecord record,
            BeadsNames names,
            Map<String, Set<BeadsDependency>> ties,
            ArrayNode given) {
        BeadsDependencyFields(TaskView task, String id, BeadsRecord record, BeadsNames names) {
            this(task, id, record, names, new LinkedHashMap<>(), JsonNodeFactory.instance.arrayNode());
        }

        ArrayNode array() {
            String parent = task.parentId() == null ? null : names.of(task.parentId());
            if (parent != null) {
                tie(parent, BeadsDependency.PARENT);
            }
            task.others().blockedBy().forEach(key -> tie(names.of(key), BeadsDependency.BLOCKED_BY));
            if (task.others().discoveredFrom() != null) {
                tie(names.of(task.others().discoveredFrom()), BeadsDependency.DISCOVERED_FROM);
            }
            task.others().related().forEach(key -> tie(names.of(key), BeadsDependency.RELATED));
            record.kept().path("dependencies").forEach(this::keep);
            ties.forEach((other, left) -> left.forEach(tie -> add(other, tie)));
            return given;
        }

        private void tie(String other, BeadsDependency tie) {
            ties.computeIfAbsent(other, any -> EnumSet.noneOf(BeadsDependency.class))
                    .add(tie);
        }

        private void keep(JsonNode dependency) {
            String other = dependency.path("depends_on_id").asString("");
            BeadsDependency tie = BeadsDependency.of(dependency.path("type").asString(""));
            Set<BeadsDependency> now = ties.getOrDefault(other, EnumSet.noneOf(BeadsDependency.class));
            if (now.remove(tie)) {
                given.add(dependency);
            } else if (tie != BeadsDependency.BLOCKED_BY && now.remove(BeadsDependency.RELATED)) {
                given.add(dependency);
                if (tie == BeadsDependency.PARENT) { // the parent is too deep for a task, which has another parent
                    ties.values().forEach(each -> each.remove(BeadsDependency.PARENT));
                }
            } else if (!names.has(other)
                    || record.marks().leftOut().contains(other)
                    || (tie == BeadsDependency.BLOCKED_BY && names.areInLine(id, other))) {
                given.add(dependency);
            }
        }

        /** Adds a dependency. A relation is written to only one of the two issues. */
        private void add(String other, BeadsDependency tie) {
            if (tie == BeadsDependency.RELATED
                    && names.isWritten(other)
                    && (names.isTold(other, id) || other.compareTo(id) < 0)) {
                return;
            }
            given.addObject()
                    .put("issue_id", id)
                    .put("depends_on_id", other)
                    .put("type", tie.type())
                    .put("created_at", task.updatedAt().toString());
        }
    }
}
