package dev.devledger.adapters.mcp.writing;

import dev.devledger.domain.field.Patch;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.ItemRules;
import dev.devledger.adapters.mcp.change.TaskRefs;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.application.person.Assignees;
import dev.devledger.application.person.PersonDirectory;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.task.TaskId;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a call wants of one task.
 *
 * @param assignees those whom it names
 */
record TaskChange(Arguments given, List<PersonDirectory.Known> assignees) {
    static TaskChange of(Arguments given, Assignees people) {
        new TaskChange(given, List.of()).requireSense();
        return new TaskChange(
                given,
                ItemRules.of(given::place, given.required("key"), () -> people.called(given.texts("assignees"))));
    }

    String key() {
        return given.required("key");
    }

    @Nullable
    String note() {
        return given.text("note");
    }

    private void requireSense() {
        if (given.json().size() == 1) { // the key alone
            throw given.wrong("key", "has nothing to change. Give a field with it, or leave the task out.");
        }
        if (partsOfTags() && (given.has("tags") || given.texts("clear").contains("tags"))) {
            throw given.wrong(
                    "tags", "are set as a whole and also with add_tags or remove_tags. Use only one of the two ways.");
        }
        List<String> removed = lower(given.texts("remove_tags"));
        for (String tag : lower(given.texts("add_tags"))) {
            if (removed.contains(tag)) {
                throw given.wrong(
                        "add_tags",
                        "adds " + Quoted.sent(tag) + ", and remove_tags removes it. Use only one of the two.");
            }
        }
        edit(null, null, ZoneOffset.UTC); // what cannot be read is told before anything is done
    }

    boolean dependsOnNow() {
        return partsOfTags() || given.has("checklist") || given.has("assignees");
    }

    private boolean partsOfTags() {
        return given.has("add_tags") || given.has("remove_tags");
    }

    /** Nobody knows what to add to where it cannot be read what there is. */
    void requireKnown(@Nullable TaskView now) {
        if (now == null && partsOfTags()) {
            throw new ToolFailure(
                    ToolProblem.UNAVAILABLE,
                    "%s: the tags of %s cannot be read right now. Give all its tags with tags, or try again later."
                            .formatted(place("tags"), key()));
        }
    }

    /**
     * Where a field stands in the call. What is wrong with tags is wrong with those that are added, and the text of a note is
     * the note.
     */
    String place(String field) {
        if (field.equals("text")) {
            return given.place("note");
        }
        boolean part = field.equals("tags") && !given.has("tags") && partsOfTags();
        return given.place(!part ? field : given.has("add_tags") ? "add_tags" : "remove_tags");
    }

    /** {@code now} is what the task is like, {@code refs} whom it names; null where that does not matter. */
    Patch<TaskDetails> edit(@Nullable TaskView now, @Nullable TaskRefs refs, ZoneId zone) {
        return Patch.<TaskDetails>none().with(TaskDetails.TITLE, ArgumentReader.wish(given, "title", given.text("title"))).with(TaskDetails.DESCRIPTION, ArgumentReader.wish(given, "description", given.text("description"))).with(TaskDetails.PRIORITY, ArgumentReader.wish(given, "priority", ArgumentReader.word(Priority.class, given, "priority"))).with(TaskDetails.TAGS, tags(now)).with(TaskDetails.START_DATE, ArgumentReader.wish(given, "start_date", ArgumentReader.when(given, "start_date"))).with(TaskDetails.DUE_DATE, ArgumentReader.wish(given, "due_date", ArgumentReader.when(given, "due_date"))).with(TaskDetails.CHECKLIST, ArgumentReader.wish(given, "checklist", given.has("checklist") ? checklist(now) : null)).with(TaskDetails.STAGE, ArgumentReader.wish(given, "stage", given.text("stage"))).with(TaskDetails.ESTIMATE_MINUTES, ArgumentReader.wish(given, "estimate_minutes", given.number("estimate_minutes"))).with(TaskDetails.ASSIGNEES, ArgumentReader.wish(given, "assignees", given.has("assignees") ? assignees(now) : null)).with(TaskDetails.BLOCKED_BY, tasks("blocked_by", refs)).with(TaskDetails.RELATED, tasks("related", refs)).with(TaskDetails.DISCOVERED_FROM, ArgumentReader.wish(given, "discovered_from", refs == null ? null : refs.one(given, "discovered_from")));
    }

    private @Nullable SetTo<SortedSet<TaskId>> tasks(String field, @Nullable TaskRefs refs) {
        return ArgumentReader.wish(given, field, refs != null && given.has(field) ? refs.all(given, field) : null);
    }

    private SortedSet<PersonId> assignees(@Nullable TaskView now) {
        List<TaskView.Assignee> before = now == null ? List.of() : now.assignees();
        return Assignees.of(
                assignees, before.stream().map(TaskView.Assignee::key).toList());
    }

    private @Nullable SetTo<SortedSet<String>> tags(@Nullable TaskView now) {
        if (now == null || !partsOfTags()) {
            return ArgumentReader.wish(given, "tags", given.has("tags") ? ArgumentReader.tags(given, "tags") : null);
        }
        List<String> removed = lower(given.texts("remove_tags"));
        SortedSet<String> tags = new TreeSet<>(now.tags());
        tags.removeIf(tag -> removed.contains(lower(tag)));
        for (String tag : given.texts("add_tags")) {
            if (tags.stream().noneMatch(each -> lower(each).equals(lower(tag)))) {
                tags.add(tag);
            }
        }
        return new SetTo<>(tags);
    }

    /** An item that keeps its title keeps its id, by which other systems know it. */
    private List<ChecklistItem> checklist(@Nullable TaskView now) {
        List<ChecklistItem> before = new ArrayList<>(now == null ? List.of() : now.checklist());
        List<ChecklistItem> items = new ArrayList<>();
        for (Arguments each : given.objects("checklist")) {
            String title = each.required("title");
            ChecklistItem same = before.stream()
                    .filter(item -> item.title().equals(title))
                    .findFirst()
                    .orElse(null);
            before.remove(same);
            items.add(new ChecklistItem(same == null ? UUID.randomUUID() : same.id(), title, each.flag("done")));
        }
        return items;
    }

    private static List<String> lower(List<String> tags) {
        return tags.stream().map(TaskChange::lower).toList();
    }

    private static String lower(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }
}
