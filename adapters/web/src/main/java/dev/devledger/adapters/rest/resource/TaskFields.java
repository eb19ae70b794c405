package dev.devledger.adapters.rest.resource;

import dev.devledger.domain.field.Patch;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.dependency.DependencyRefs;
import dev.devledger.application.person.Assignees;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Dependencies;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskId;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A task's own fields, as a body says them. {@code zone} is that of days that come without one. */
public record TaskFields(ZoneId zone, Assignees people, DependencyRefs tasks) {

    private static final Set<String> READ_ONLY =
            Set.of(("id key projectId projectKey parentId status allDay createdAt updatedAt completedAt "
                            + "deletedAt version links blocks claim trackedSeconds")
                    .split(" "));

    /** The same, for the rows of one file. */
    public TaskFields remembering() {
        return new TaskFields(zone, people.remembering(), tasks);
    }

    public TaskDetails details(JsonFields body) {
        body.readOnly(READ_ONLY);
        refuseServiceFields(body);
        TaskDetails details = new TaskDetails(
                body.required("title", Parser::text, ""),
                body.text("description"),
                body.orElse("priority", Parser.word(Priority.class), Priority.NONE),
                SetTo.orElse(body.tags("tags"), new TreeSet<>(), new TreeSet<>()),
                new Schedule(
                        body.optional("startDate", Parser::when),
                        body.optional("dueDate", Parser::when),
                        body.orElse("timeZone", Parser::zone, zone)),
                SetTo.orElse(body.checklist("checklist"), List.of(), List.of()),
                body.optional("stage", Parser::text),
                SetTo.orElse(body.wholeNumber("estimateMinutes", 0, Violations.MINUTES), null),
                SetTo.orElse(assignees(body, List::of), new TreeSet<>(), new TreeSet<>()),
                new Dependencies(
                        SetTo.orElse(others(body, "blockedBy"), new TreeSet<>(), new TreeSet<>()),
                        SetTo.orElse(others(body, "related"), new TreeSet<>(), new TreeSet<>()),
                        SetTo.orElse(other(body, "discoveredFrom"), null)));
        body.addRules(details::violations);
        return details;
    }

    /** @param now the keys of those who are assigned already */
    public Patch<TaskDetails> edit(JsonFields body, Supplier<List<String>> now) {
        body.readOnly(READ_ONLY);
        refuseServiceFields(body);
        Patch<TaskDetails> edit = Patch.<TaskDetails>none().with(TaskDetails.TITLE, body.wish("title", Parser::text)).with(TaskDetails.DESCRIPTION, body.wish("description", Parser::text)).with(TaskDetails.PRIORITY, body.wish("priority", Parser.word(Priority.class))).with(TaskDetails.TAGS, body.tags("tags")).with(TaskDetails.START_DATE, body.wish("startDate", Parser::when)).with(TaskDetails.DUE_DATE, body.wish("dueDate", Parser::when)).with(TaskDetails.TIME_ZONE, body.wish("timeZone", Parser::zone)).with(TaskDetails.CHECKLIST, body.checklist("checklist")).with(TaskDetails.STAGE, body.wish("stage", Parser::text)).with(TaskDetails.ESTIMATE_MINUTES, body.wholeNumber("estimateMinutes", 0, Violations.MINUTES)).with(TaskDetails.ASSIGNEES, assignees(body, now)).with(TaskDetails.BLOCKED_BY, others(body, "blockedBy")).with(TaskDetails.RELATED, others(body, "related")).with(TaskDetails.DISCOVERED_FROM, other(body, "discoveredFrom"));
        body.addRules(() -> TaskDetails.violations(edit));
        return edit;
    }

    /** Whoever sends back what was read of a task is told why that cannot be written. */
    private static void refuseServiceFields(JsonFields body) {
        body.refuse("fields", "are the services' own and read-only; change them there");
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

    /** What is wrong with it is told with all else that is wrong in the body. */
    private static <T> @Nullable SetTo<T> read(JsonFields body, Supplier<T> value) {
        try {
            return new SetTo<>(value.get());
        } catch (Rejection wrong) {
            wrong.violations().forEach(each -> body.add(each.field(), each.message()));
            return null;
        }
    }
}
