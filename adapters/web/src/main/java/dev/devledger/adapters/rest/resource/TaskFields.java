package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.person.Assignees;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskEdit;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A task's own fields, as a body says them. {@code zone} is that of days that come without one. */
public record TaskFields(ZoneId zone, Assignees people) {

    private static final Set<String> READ_ONLY =
            Set.of(("id key projectId projectKey parentId status allDay createdAt updatedAt completedAt "
                            + "deletedAt version links")
                    .split(" "));

    public TaskDetails details(JsonFields body) {
        body.readOnly(READ_ONLY);
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
                SetTo.orElse(body.wholeNumber("estimateMinutes"), null),
                SetTo.orElse(assignees(body, List::of), new TreeSet<>(), new TreeSet<>()));
        body.addRules(details::violations);
        return details;
    }

    /** @param now the keys of those who are assigned already */
    public TaskEdit edit(JsonFields body, Supplier<List<String>> now) {
        body.readOnly(READ_ONLY);
        TaskEdit edit = new TaskEdit(
                body.wish("title", Parser::text),
                body.wish("description", Parser::text),
                body.wish("priority", Parser.word(Priority.class)),
                body.tags("tags"),
                body.wish("startDate", Parser::when),
                body.wish("dueDate", Parser::when),
                body.wish("timeZone", Parser::zone),
                body.checklist("checklist"),
                body.wish("stage", Parser::text),
                body.wholeNumber("estimateMinutes"),
                assignees(body, now),
                zone);
        body.addRules(edit::violations);
        return edit;
    }

    private @Nullable SetTo<SortedSet<PersonId>> assignees(JsonFields body, Supplier<List<String>> now) {
        SetTo<List<String>> names = body.texts("assignees");
        if (names == null || names.value() == null) {
            return names == null ? null : new SetTo<>(null);
        }
        try {
            return new SetTo<>(Assignees.of(people.called(names.value()), now.get()));
        } catch (Rejection wrong) {
            wrong.violations().forEach(each -> body.add(each.field(), each.message()));
            return null;
        }
    }
}
