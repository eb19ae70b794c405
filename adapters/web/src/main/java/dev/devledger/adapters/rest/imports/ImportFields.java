package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.resource.ProjectFields;
import dev.devledger.adapters.rest.resource.TaskFields;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskStatus;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a row says, by the rules of a POST and with what only an import has. */
public record ImportFields(ProjectFields projects, TaskFields tasks, Clock clock) {
    private static final int REF = 200;

    /** {@code home} makes the project of a task out of what the row calls it. */
    interface Homes {
        ImportRow.Home of(String name);
    }

    /** {@code onlyOne}: rows can name it by its name alone. */
    ImportRow project(long line, ObjectNode fields, boolean onlyOne) {
        JsonFields body = new JsonFields(fields);
        String ref = body.optional("ref", ImportFields::ref);
        try {
            ProjectDetails details = projects.details(body);
            ProjectStatus status = body.orElse("status", Parser.word(ProjectStatus.class), ProjectStatus.PLANNED);
            body.rejectIfAny();
            return new ImportRow.NewProject(line, ref, onlyOne, details, status);
        } catch (Rejection wrong) {
            String name = onlyOne ? fields.path("name").asString("") : ref;
            return new ImportRow.Bad(line, wrong.violations(), name, null);
        }
    }

    ImportRow task(long line, ObjectNode fields, Homes homes) {
        JsonFields body = new JsonFields(fields);
        String ref = body.optional("ref", ImportFields::ref);
        try {
            TaskDetails details = tasks.details(body);
            String project = body.required("project", Parser::search, "-");
            String parent = body.optional("parent", Parser::search);
            TaskStatus status = body.orElse("status", Parser.word(TaskStatus.class), TaskStatus.OPEN);
            Instant since = since(body, status);
            body.rejectIfAny();
            return new ImportRow.NewTask(line, ref, homes.of(project), parent, details, status, since);
        } catch (Rejection wrong) {
            return new ImportRow.Bad(line, wrong.violations(), null, ref);
        }
    }

    private @Nullable Instant since(JsonFields body, TaskStatus status) {
        Instant since = body.optional("completedAt", ImportFields::instant);
        if (since != null && status != TaskStatus.COMPLETED) {
            body.add("completedAt", "is only allowed when the status is completed");
        }
        if (since != null && since.isAfter(clock.instant())) {
            body.add("completedAt", "is in the future; it must be now or earlier");
        }
        return since;
    }

    private static Instant instant(String text) throws Parser.Wrong {
        if (Parser.when(text) instanceof When.Moment(Instant instant)) {
            return instant;
        }
        throw new Parser.Wrong("is a day; an instant such as 2026-03-31T09:00:00Z is expected");
    }

    private static String ref(String text) throws Parser.Wrong {
        if (text.isEmpty() || text.length() > REF) {
            throw new Parser.Wrong("has " + text.length() + " characters; 1 to " + REF + " are allowed");
        }
        return Parser.search(text);
    }
}
