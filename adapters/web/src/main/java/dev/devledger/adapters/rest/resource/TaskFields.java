package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.FieldReader;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.directory.Assignees;
import dev.devledger.application.task.DependencyGraph.DependencyRefs;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDetails;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a task from a body.
 *
 * @param zone the time zone of days without one
 */
public record TaskFields(ZoneId zone, Assignees people, DependencyRefs tasks) {

    private static final Set<String> READ_ONLY =
            Set.of(("id key projectId projectKey parentId status allDay createdAt updatedAt completedAt "
                            + "deletedAt version links blocks claim trackedSeconds")
                    .split(" "));

    /** Returns the same reader for the rows of a single file, which remembers the people it has looked up. */
    public TaskFields remembering() {
        return new TaskFields(zone, people.remembering(), tasks);
    }

    public TaskDetails details(JsonFields body) {
        body.readOnly(READ_ONLY);
        body.require("title");
        TaskDetails details = TaskDetails.KIND.edited(TaskDetails.named("", zone), patch(body, List::of));
        body.addRules(details::violations);
        return details;
    }

    /** @param now the keys of the current assignees */
    public Patch<TaskDetails> edit(JsonFields body, Supplier<List<String>> now) {
        body.readOnly(READ_ONLY);
        Patch<TaskDetails> edit = patch(body, now);
        body.addRules(() -> TaskDetails.violations(edit));
        return edit;
    }

    /** Reads the fields that several tasks may get at once. */
    Patch<TaskDetails> shared(JsonFields body) {
        Patch<TaskDetails> edit = Patch.<TaskDetails>none()
                .with(TaskDetails.PRIORITY, body.wish("priority", Parser.word(Priority.class)))
                .with(TaskDetails.DUE_DATE, body.wish("dueDate", Parser::when))
                .with(TaskDetails.ASSIGNEES, assignees(body, List::of));
        body.addRules(() -> TaskDetails.violations(edit));
        return edit;
    }

    private Patch<TaskDetails> patch(JsonFields body, Supplier<List<String>> assigned) {
        // A caller may send a task back as it was read: the refusal explains why this field cannot be written.
        body.refuse("fields", "are the services' own and read-only; change them there");
        return new FieldReader<>(TaskDetails.KIND)
                .zone(TaskDetails.TIME_ZONE, zone)
                .with(TaskDetails.ESTIMATE_MINUTES, (fields, field) -> fields.wholeNumber(field, 0, Violations.MINUTES))
                .with(TaskDetails.ASSIGNEES, (fields, field) -> assignees(fields, assigned))
                .with(TaskDetails.BLOCKED_BY, this::others)
                .with(TaskDetails.RELATED, this::others)
                .with(TaskDetails.DISCOVERED_FROM, this::other)
                .read(body);
    }

    private @Nullable SetTo<SortedSet<PersonId>> assignees(JsonFields body, Supplier<List<String>> now) {
        SetTo<List<String>> names = body.texts("assignees");
        if (names == null || names.value() == null) {
            return names == null ? null : new SetTo<>(null);
        }
        List<String> called = names.value();
        return read(body, () -> Assignees.of(people.called(called), now.get()));
    }

    private @Nullable SetTo<SortedSet<TaskId>> others(JsonFields body, String field) {
        SetTo<List<String>> named = body.texts(field);
        List<String> idsOrKeys = SetTo.orElse(named, null);
        if (idsOrKeys == null) {
            return named == null ? null : new SetTo<>(null);
        }
        return read(body, () -> tasks.all(field, idsOrKeys));
    }

    private @Nullable SetTo<TaskId> other(JsonFields body, String field) {
        SetTo<String> named = body.wish(field, Parser::search);
        String idOrKey = SetTo.orElse(named, null);
        if (idOrKey == null) {
            return named == null ? null : new SetTo<>(null);
        }
        return read(body, () -> tasks.one(field, idOrKey));
    }

    /**
     * Reads references. Adds the errors of the references to the errors of the body, so that all are reported together.
     */
    private static <T> @Nullable SetTo<T> read(JsonFields body, Supplier<T> value) {
        try {
            return new SetTo<>(value.get());
        } catch (Rejection wrong) {
            wrong.violations().forEach(each -> body.add(each.field(), each.message()));
            return null;
        }
    }
}
