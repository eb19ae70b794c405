package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEdit;
import dev.devledger.domain.project.ReservedTags;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.SetTo;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;

/** A project's own fields, as a body says them. {@code zone} is that of days that come without one. */
public record ProjectFields(ZoneId zone, ReservedTags reserved) {

    private static final Set<String> READ_ONLY =
            Set.of(("id key status statusReason statusSince allDay taskCounts createdAt updatedAt startedAt "
                            + "completedAt deletedAt version links")
                    .split(" "));

    public ProjectDetails details(JsonFields body) {
        body.readOnly(READ_ONLY);
        ProjectDetails details = new ProjectDetails(
                body.required("name", Parser::text, ""),
                body.text("description"),
                body.orElse("priority", Parser.word(Priority.class), Priority.NONE),
                SetTo.orElse(body.tags("tags"), new TreeSet<>(), new TreeSet<>()),
                body.text("repositoryUrl"),
                new Schedule(
                        body.optional("startDate", Parser::when),
                        body.optional("dueDate", Parser::when),
                        body.orElse("timeZone", Parser::zone, zone)),
                body.orElse("placement", Parser.word(Placement.class), Placement.CARD));
        body.addRules(() -> details.violations(reserved));
        return details;
    }

    ProjectEdit edit(JsonFields body) {
        body.readOnly(READ_ONLY);
        ProjectEdit edit = new ProjectEdit(
                body.wish("name", Parser::text),
                body.wish("description", Parser::text),
                body.wish("priority", Parser.word(Priority.class)),
                body.tags("tags"),
                body.wish("repositoryUrl", Parser::text),
                body.wish("startDate", Parser::when),
                body.wish("dueDate", Parser::when),
                body.wish("timeZone", Parser::zone),
                body.wish("placement", Parser.word(Placement.class)),
                zone);
        body.addRules(() -> edit.violations(reserved));
        return edit;
    }
}
