package dev.devledger.adapters.rest.beads;

import dev.devledger.adapters.rest.beads.BeadsIssue.BeadsMarks;
import dev.devledger.adapters.rest.beads.BeadsTies.BeadsTie;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.task.NoteQueries.NoteView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.shared.LongNote;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.TaskStatus;
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
 * A task as an issue. What the issue said when it was imported is given back word for word, wherever the task still says the
 * same: beads has finer words for some things.
 */
public final class BeadsLine {
    /** In bytes: beads counts these. */
    private static final int TITLE = 500;

    private final TaskView task;
    private final BeadsRecord record;
    private final BeadsNames names;
    private final ObjectNode kept;
    private final ObjectNode issue = JsonNodeFactory.instance.objectNode();

    /** @param notes of the task, the oldest first */
    public BeadsLine(TaskView task, List<NoteView> notes, BeadsNames names) {
        this.task = task;
        this.names = names;
        record = BeadsRecord.of(notes);
        kept = record.kept();
    }

    public String json() {
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
        put("dependencies", new BeadsGivenTies(task, id, record, names).array());
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
        String description = task.description() == null ? "" : task.description();
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

    /** One title that is too long, and beads takes nothing of the file. */
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
        BeadsValues.State now = new BeadsValues.State(task.status(), open ? task.stage() : null);
        if (!kept.has("status") || !BeadsValues.state(kept).equals(now)) {
            issue.put("status", open ? BeadsValues.status(task.stage()) : BeadsValues.CLOSED);
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

    /** The ledger's times are cut to milliseconds where people set them. */
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
        if (task.estimateMinutes() != null) {
            issue.put("estimated_minutes", task.estimateMinutes());
        }
    }

    private void times() {
        if (!kept.has("created_at")) {
            issue.put("created_at", task.createdAt().toString());
        }
        if (!kept.has("updated_at") || !task.updatedAt().equals(task.createdAt())) {
            issue.put("updated_at", task.updatedAt().toString());
        }
        date("due_at", task.dueDate());
        date("defer_until", task.startDate());
    }

    private void date(String field, @Nullable When when) {
        Instant now = when == null ? null : instant(when, task.timeZone());
        if (now == null && !isLeftOut(field)) {
            issue.remove(field);
        } else if (now != null && !isSame(field, now)) {
            issue.put(field, now.toString());
        }
    }

    /** A start after the end was not imported. */
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

    /** Which task it is, and what beads has no word for: an import of the ledger reads it. */
    private void ours() {
        if (issue.has("metadata") && !issue.path("metadata").isObject()) {
            return;
        }
        ObjectNode ours = issue.withObject("/metadata").putObject("devledger");
        ours.put("id", task.id().toString()).put("key", task.key());
        if (task.status() == TaskStatus.ABANDONED) {
            ours.put("status", "abandoned");
        }
        if (task.status() == TaskStatus.OPEN && !BeadsValues.tells(task.stage())) {
            ours.put("stage", task.stage());
        }
    }

    /**
     * What the notes of a task tell of the issue that it was imported of.
     *
     * @param id null for a task that beads has not heard of yet
     * @param kept what the issue said when it was imported, without what the task says itself
     * @param marks what the import has done to it
     * @param notes all others, the oldest first
     */
    record BeadsRecord(@Nullable String id, ObjectNode kept, BeadsMarks marks, List<NoteView> notes) {
        /** {@code notes}: the oldest first. */
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
                    ? new BeadsRecord(null, JsonNodeFactory.instance.objectNode(), BeadsMarks.NONE, notes)
                    : new BeadsRecord(
                            head.substring(BeadsIssue.IMPORTED.length()), kept, BeadsMarks.takenFrom(kept), others);
        }

        private static @Nullable ObjectNode read(String json) {
            try {
                return Json.readLine(json.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode kept ? kept : null;
            } catch (Parser.Wrong edited) {
                return null;
            }
        }
    }

    /** The notes of a task as comments. Comments have no ids: in old versions these are numbers, in new ones texts. */
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

    /** What a task has to do with others, as dependencies of its issue: those that beads has still hold, or new ones. */
    static final class BeadsGivenTies {
        private final TaskView task;
        private final String id;
        private final JsonNode kept;
        private final Set<String> leftOut;
        private final BeadsNames names;
        private final Map<String, Set<BeadsTie>> ties = new LinkedHashMap<>();
        private final ArrayNode given = JsonNodeFactory.instance.arrayNode();

        BeadsGivenTies(TaskView task, String id, BeadsRecord record, BeadsNames names) {
            this.task = task;
            this.id = id;
            kept = record.kept().path("dependencies");
            leftOut = record.marks().leftOut();
            this.names = names;
        }

        ArrayNode array() {
            String parent = task.parentId() == null ? null : names.of(task.parentId());
            if (parent != null) {
                tie(parent, BeadsTie.PARENT);
            }
            task.blockedBy().forEach(key -> tie(names.of(key), BeadsTie.BLOCKED_BY));
            if (task.discoveredFrom() != null) {
                tie(names.of(task.discoveredFrom()), BeadsTie.DISCOVERED_FROM);
            }
            task.related().forEach(key -> tie(names.of(key), BeadsTie.RELATED));
            kept.forEach(this::keep);
            ties.forEach((other, left) -> left.forEach(tie -> add(other, tie)));
            return given;
        }

        private void tie(String other, BeadsTie tie) {
            ties.computeIfAbsent(other, any -> EnumSet.noneOf(BeadsTie.class)).add(tie);
        }

        private void keep(JsonNode dependency) {
            String other = dependency.path("depends_on_id").asString("");
            BeadsTie tie = BeadsTie.of(dependency.path("type").asString(""));
            Set<BeadsTie> now = ties.getOrDefault(other, EnumSet.noneOf(BeadsTie.class));
            if (now.remove(tie)) {
                given.add(dependency);
            } else if (tie != BeadsTie.BLOCKED_BY && now.remove(BeadsTie.RELATED)) {
                given.add(dependency);
                if (tie == BeadsTie.PARENT) { // too deep down for a task: its place is another one
                    ties.values().forEach(each -> each.remove(BeadsTie.PARENT));
                }
            } else if (!names.has(other)
                    || leftOut.contains(other)
                    || (tie == BeadsTie.BLOCKED_BY && names.areInLine(id, other))) {
                given.add(dependency);
            }
        }

        /** That two are related is told once. */
        private void add(String other, BeadsTie tie) {
            if (tie == BeadsTie.RELATED
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
