package dev.devledger.adapters.services.clickup.json;

import dev.devledger.adapters.services.clickup.json.Wire.AccountContext;
import dev.devledger.adapters.services.clickup.json.Wire.ClickUpDates;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import java.util.Collection;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the bodies for tasks: a create with all fields, an update with the changed fields. ClickUp answers some
 * documented forms with 200 but ignores them; these forms are not used.
 */
public record TaskBodies(AccountContext around) {
    private static final long MINUTE = 60_000;

    /** Builds a new task; with {@code status} null the task gets the first status of its list. */
    public ObjectNode create(CanonicalContent content, @Nullable String status) {
        ObjectNode body = Wire.object().put("name", content.title());
        if (!content.description().isEmpty()) {
            body.put("markdown_content", content.description());
        }
        if (content.priority() != Priority.NONE) {
            body.put("priority", priority(content.priority()));
        }
        if (!content.tags().isEmpty()) {
            content.tags().forEach(body.putArray("tags")::add);
        }
        if (content.startDate() != null || content.dueDate() != null) {
            putDates(body, content);
        }
        if (content.parent() != null) {
            body.put("parent", content.parent());
        }
        if (content.estimateMinutes() != null) {
            body.put("time_estimate", content.estimateMinutes() * MINUTE);
        }
        if (!content.assignees().isEmpty()) {
            putPeople(body.putArray("assignees"), content.assignees());
        }
        return status == null ? body : body.put("status", status);
    }

    /**
     * Builds an update; {@code status} is null if the status does not change. Tags, checklists and dependencies are
     * written by other requests.
     */
    public ObjectNode update(CanonicalContent now, CanonicalChanges changes, @Nullable String status) {
        ObjectNode body = Wire.object();
        CanonicalContent then = changes.applyTo(now);
        for (Field field : changes.fields()) {
            switch (field) {
                case TITLE -> body.put("name", then.title());
                case DESCRIPTION -> putDescription(body, then.description());
                case PRIORITY -> body.put("priority", priority(then.priority()));
                case DATES -> putDates(body, then);
                case PARENT -> body.put("parent", Objects.requireNonNullElse(then.parent(), "none")); // null is ignored
                case ESTIMATE -> putEstimate(body, then.estimateMinutes());
                case ASSIGNEES -> putPeople(body.putObject("assignees"), now.assignees(), then.assignees());
                case STATUS, STAGE, TAGS, CHECKLIST, BLOCKED_BY, CUSTOMER, SERVICE -> {}
            }
        }
        return status == null ? body : body.put("status", status);
    }

    /** Puts the description; an empty one as a space, as an empty text would not clear it. */
    private static void putDescription(ObjectNode body, String text) {
        if (text.isEmpty()) {
            body.put("description", " ");
        } else {
            body.put("markdown_content", text);
        }
    }

    private static void putEstimate(ObjectNode body, @Nullable Integer minutes) {
        if (minutes == null) {
            body.putNull("time_estimate");
        } else {
            body.put("time_estimate", minutes * MINUTE);
        }
    }

    private void putDates(ObjectNode body, CanonicalContent content) {
        putDate(body, "start_date", content.startDate());
        putDate(body, "due_date", content.dueDate());
    }

    private void putDate(ObjectNode body, String field, @Nullable When date) {
        if (date == null) {
            body.putNull(field);
        } else {
            body.put(field, ClickUpDates.write(date, around.zone()));
        }
        body.put(field + "_time", date instanceof When.Moment);
    }

    static @Nullable Integer priority(Priority priority) {
        return switch (priority) {
            case HIGH -> 2;
            case MEDIUM -> 3;
            case LOW -> 4;
            case NONE -> null;
        };
    }

    private void putPeople(ObjectNode assignees, SortedSet<String> now, SortedSet<String> then) {
        SortedSet<String> added = new TreeSet<>(then);
        added.removeAll(now);
        SortedSet<String> removed = new TreeSet<>(now);
        removed.removeAll(then);
        putPeople(assignees.putArray("add"), added);
        putPeople(assignees.putArray("rem"), removed);
    }

    /** Puts the ids of people as numbers: ids that are texts are ignored. */
    private void putPeople(ArrayNode ids, Collection<String> addresses) {
        addresses.forEach(each -> around.person(each).ifPresent(id -> ids.add(Long.parseLong(id))));
    }

    /** Returns the addresses of people who are not in the workspace. */
    public SortedSet<String> strangers(Collection<String> addresses) {
        SortedSet<String> strangers = new TreeSet<>(addresses);
        strangers.removeIf(each -> around.person(each).isPresent());
        return strangers;
    }
}
