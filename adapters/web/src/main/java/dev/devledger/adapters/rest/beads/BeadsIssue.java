package dev.devledger.adapters.rest.beads;

import dev.devledger.adapters.rest.beads.BeadsIndex.BeadsReader.BeadsRemarks;
import dev.devledger.adapters.rest.beads.BeadsValues.BeadsSections;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.LongNote;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An issue that becomes a row: the task's fields, and notes with everything for which a task has no field. */
final class BeadsIssue {
    static final String IMPORTED = "Imported from beads as ";

    static final List<String> TEXTS = List.of("description", "design", "acceptance_criteria", "notes");

    private static final List<String> READ =
            List.of(("title status priority issue_type assignee estimated_minutes labels closed_at updated_at due_at"
                            + " defer_until")
                    .split(" "));

    /**
     * The fields that are not kept: fields that the task or its notes contain, and counts that each export calculates
     * again.
     */
    private static final List<String> SAID = List.of(
            "_type id title comments dependency_count dependent_count comment_count estimated_minutes".split(" "));

    private final ObjectNode issue;
    private final BeadsRemarks remarks;
    private final ObjectNode row = JsonNodeFactory.instance.objectNode();
    private final String id;
    private final NearestValues nearest = new NearestValues();
    private Map<String, BeadsSections.Heading> made = Map.of();
    private boolean isAltered;

    BeadsIssue(ObjectNode issue, BeadsRemarks remarks) {
        this.issue = issue;
        this.remarks = remarks;
        id = issue.path("id").asString("");
    }

    String id() {
        return id;
    }

    ObjectNode row() {
        return row;
    }

    void texts() {
        ObjectNode texts = issue.deepCopy().retain(TEXTS);
        JsonFields body = new JsonFields(texts);
        row.put("ref", id);
        BeadsSections sections = BeadsSections.join(body::text);
        made = sections.made();
        String description = nearest.text("description", sections.description(), Violations.DESCRIPTION);
        isAltered = (isWhole() && !description.equals(sections.description()))
                || TEXTS.stream().anyMatch(this::isUnsaid);
        if (!description.isEmpty()) {
            row.put("description", description);
        }
        check(body);
    }

    /** Returns true if no text was cut. Cut text is in separate notes. */
    private boolean isWhole() {
        return nearest.remarks().stream().allMatch(each -> each.kept().isEmpty());
    }

    /** Returns true if the description does not contain the field. */
    private boolean isUnsaid(String field) {
        JsonNode text = issue.path(field);
        return !text.isMissingNode()
                && !text.isNull()
                && (!text.isString() || text.asString().isBlank());
    }

    private void check(JsonFields body) {
        try {
            body.rejectIfAny();
        } catch (Rejection wrong) {
            wrong.violations().forEach(each -> remarks.kept(each.field(), each.message()));
        }
    }

    void values() {
        JsonFields body = new JsonFields(issue.deepCopy().retain(READ));
        String description = row.path("description").asString("");
        row.put("title", nearest.title("title", body.text("title").strip(), description));
        body.text("status");
        body.text("issue_type");
        body.text("assignee");
        priority(SetTo.orElse(body.wholeNumber("priority"), null));
        estimate(SetTo.orElse(body.wholeNumber("estimated_minutes"), null));
        body.texts("labels");
        tags();
        state(time(body, "closed_at"), time(body, "updated_at"));
        dates(time(body, "defer_until"), time(body, "due_at"));
        check(body);
    }

    /** Returns the title that an import gives the task; it may contain only a part of the issue's title. */
    static String title(JsonNode issue) {
        return new NearestValues()
                .title("title", issue.path("title").asString("").strip(), description(issue));
    }

    static String description(JsonNode issue) {
        String joined =
                BeadsSections.join(field -> issue.path(field).asString("")).description();
        return new NearestValues().text("description", joined, Violations.DESCRIPTION);
    }

    static boolean hasTexts(JsonNode issue) {
        return TEXTS.stream().anyMatch(issue::has);
    }

    /** Reads the priority. A missing priority stays missing, as beads itself always writes a priority. */
    private void priority(@Nullable Integer number) {
        if (number == null) {
            return;
        }
        Priority priority = BeadsValues.priority(number);
        if (priority == null) {
            remarks.kept("priority", "is " + number + ", and 0 to 4 are allowed");
        } else {
            row.put("priority", Json.word(priority));
        }
    }

    private void estimate(@Nullable Integer minutes) {
        if (minutes == null) {
            return;
        }
        if (minutes < 0 || minutes > Violations.MINUTES) {
            remarks.kept("estimated_minutes", "is " + minutes + ", and an estimate has 0 to " + Violations.MINUTES);
        } else {
            row.put("estimateMinutes", minutes);
        }
    }

    private void tags() {
        List<String> tags = BeadsValues.tags(issue);
        if (!tags.isEmpty()) {
            ArrayNode array = row.putArray("tags");
            tags.forEach(array::add);
        }
        issue.path("labels").forEach(label -> {
            String word = label.asString("");
            if (tags.stream().noneMatch(tag -> tag.toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT)))) {
                remarks.kept("labels", "has " + Parser.quoted(word) + ", which cannot be a tag");
            }
        });
    }

    private void state(@Nullable Instant closed, @Nullable Instant updated) {
        BeadsValues.State state = BeadsValues.state(issue);
        Instant since = closed == null ? updated : closed;
        row.put("status", Json.word(state.status()));
        if (state.stage() != null) {
            row.put("stage", state.stage());
        }
        if (state.status() == TaskStatus.COMPLETED && since != null) {
            row.put("completedAt", since.toString());
        }
    }

    private void dates(@Nullable Instant start, @Nullable Instant due) {
        if (due != null) {
            row.put("dueDate", due.toString());
        }
        if (start != null && due != null && due.isBefore(start)) {
            remarks.kept("defer_until", "is after due_at, and a task starts before it is due");
        } else if (start != null) {
            row.put("startDate", start.toString());
        }
    }

    private @Nullable Instant time(JsonFields body, String field) {
        body.optional(field, text -> {
            Parser.when(text.startsWith("0001-") ? "1970-01-01" : text);
            return text;
        });
        return BeadsValues.instant(issue, field);
    }

    /**
     * Returns all fields that the task and its notes do not contain, word for word. An export writes these fields if
     * they still match the task.
     */
    ObjectNode kept() {
        ObjectNode kept = issue.deepCopy().remove(SAID);
        if (!isAltered) {
            kept.remove(TEXTS);
        }
        if (isWhole() && !row.path("title").equals(issue.path("title"))) {
            kept.set("title", issue.path("title"));
        }
        if (!row.has("estimateMinutes") && issue.has("estimated_minutes")) {
            kept.set("estimated_minutes", issue.get("estimated_minutes"));
        }
        return kept;
    }

    void notes(ObjectNode kept, Set<String> leftOut) {
        new BeadsImportChanges(made, row.path("description").asString("").hashCode(), leftOut).putInto(kept);
        ArrayNode notes = row.putArray("notes");
        add(notes, new LongNote(IMPORTED + id, Json.text(kept)));
        nearest.remarks().forEach(each -> {
            remarks.add(each.field(), each.message());
            if (!each.kept().isEmpty()) {
                add(notes, new LongNote(each.noteHead(id), each.kept()));
            }
        });
        for (JsonNode comment : issue.path("comments")) {
            String author = comment.path("author").asString("").replaceAll("\\s+", " ");
            String head = author.strip() + ", " + comment.path("created_at").asString("");
            add(notes, new LongNote(head, comment.path("text").asString("")));
        }
    }

    /** Adds a note without control characters, as text pasted from a terminal often contains colour codes. */
    private void add(ArrayNode notes, LongNote note) {
        NearestValues plain = new NearestValues();
        note.notes().forEach(each -> notes.add(plain.text("comments", each, Violations.NOTE)));
        plain.remarks().stream().limit(1).forEach(each -> remarks.add(each.field(), each.message()));
    }

    /**
     * The changes of an import to an issue that the task does not show, and that the first note keeps.
     *
     * @param sections the headings that the import made, by field
     * @param text the hash of the description that the import made; null after an import by a former version
     * @param leftOut the issues that did not fit into the task's dependencies and relations
     */
    record BeadsImportChanges(
            Map<String, BeadsSections.Heading> sections,
            @Nullable Integer text,
            Set<String> leftOut) {
        static final BeadsImportChanges NONE = new BeadsImportChanges(BeadsSections.ANY, null, Set.of());

        private static final String FIELD = "_devledger";
        private static final String SECTIONS = "sections";
        private static final String TEXT = "text";
        private static final String BEFORE = "before";
        private static final String OF = "of";
        private static final String OPENING = "opening";
        private static final String LEFT_OUT = "leftOut";

        /**
         * Writes the marks. Writes the list of headings even if it is empty: a heading that is typed into the text
         * later then belongs to the text.
         */
        void putInto(ObjectNode kept) {
            ObjectNode marks = kept.putObject(FIELD);
            ObjectNode headings = marks.putObject(SECTIONS);
            sections.forEach((field, heading) -> {
                ObjectNode made = headings.putObject(field).put(BEFORE, heading.before());
                made.put(OF, heading.of());
                if (heading.opening() != null) {
                    made.put(OPENING, heading.opening());
                }
            });
            if (text != null) {
                marks.put(TEXT, text);
            }
            if (!leftOut.isEmpty()) {
                leftOut.forEach(marks.putArray(LEFT_OUT)::add);
            }
        }

        /**
         * Reads and removes the marks. Returns {@link #NONE} for an import by a former version, and for a task that
         * beads does not have yet.
         */
        static BeadsImportChanges takenFrom(ObjectNode kept) {
            JsonNode marks = kept.path(FIELD);
            kept.remove(FIELD);
            if (!marks.isObject()) {
                return NONE;
            }
            Map<String, BeadsSections.Heading> sections = new LinkedHashMap<>();
            marks.path(SECTIONS).properties().forEach(each -> sections.put(each.getKey(), heading(each.getValue())));
            Set<String> leftOut = new LinkedHashSet<>();
            marks.path(LEFT_OUT).forEach(each -> leftOut.add(each.asString("")));
            return new BeadsImportChanges(sections, number(marks.path(TEXT)), leftOut);
        }

        /** Reads a heading. A former version stored only the number of equal headings before it. */
        private static BeadsSections.Heading heading(JsonNode made) {
            return made.isObject()
                    ? new BeadsSections.Heading(
                            made.path(BEFORE).asInt(0), made.path(OF).asInt(1), number(made.path(OPENING)))
                    : new BeadsSections.Heading(made.asInt(0), 1, null);
        }

        private static @Nullable Integer number(JsonNode value) {
            return value.isInt() ? value.asInt() : null;
        }

        /** Returns true if the description is unchanged since the import, or if its hash is unknown. */
        boolean isAsItCame(String description) {
            return text == null || text == description.hashCode();
        }
    }
}
