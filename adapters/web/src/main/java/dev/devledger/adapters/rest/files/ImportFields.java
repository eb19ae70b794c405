package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.resource.ProjectFields;
import dev.devledger.adapters.rest.resource.TaskFields;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.ImportRow.KeyOrId;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a row says, by the rules of a POST and with what only an import has. */
public record ImportFields(ProjectFields projects, TaskFields tasks, Clock clock) {
    private static final int REF = 200;

    /** {@code home} makes the project of a task out of what the row calls it. */
    interface Homes {
        ImportRow.Home of(String name);
    }

    /** The same, for the rows of one file. */
    ImportFields remembering() {
        return new ImportFields(projects, tasks.remembering(), clock);
    }

    /** {@code onlyOne}: rows can name it by its name alone. */
    ImportRow project(long line, ObjectNode fields, boolean onlyOne) {
        JsonFields body = new JsonFields(fields);
        String ref = body.optional("ref", ImportFields::ref);
        Portable portable = new Portable(this, fields);
        if (KeyOrId.isId(ref)) {
            portable.project();
        }
        try {
            ProjectDetails details = projects.details(body);
            ProjectStatus status = body.orElse("status", Parser.word(ProjectStatus.class), ProjectStatus.PLANNED);
            body.rejectIfAny();
            return new ImportRow.NewProject(line, ref, onlyOne, details, status, portable.remarks());
        } catch (Rejection wrong) {
            String name = onlyOne ? fields.path("name").asString("") : ref;
            return new ImportRow.Bad(line, wrong.violations(), name, null);
        }
    }

    ImportRow task(long line, ObjectNode fields, Homes homes) {
        return task(line, fields, homes, KeyOrId.isId(fields.path("ref").asString("")));
    }

    /** @param asItIs whether nobody can be asked to change it: what is wrong goes to its notes */
    ImportRow task(long line, ObjectNode said, Homes homes, boolean asItIs) {
        ImportRow row = task(line, said.deepCopy(), homes, asItIs, List.of());
        if (asItIs && row instanceof ImportRow.Bad bad) {
            ObjectNode fields = said.deepCopy();
            ImportRow nearest = task(line, fields, homes, true, new Portable(this, fields).leaveOut(bad.violations()));
            return nearest instanceof ImportRow.NewTask ? nearest : row;
        }
        return row;
    }

    private ImportRow task(
            long line, ObjectNode fields, Homes homes, boolean asItIs, List<Rejection.Violation> leftOut) {
        JsonFields body = new JsonFields(fields);
        String ref = body.optional("ref", ImportFields::ref);
        ImportRow.Identity identity = asItIs ? new ImportRow.Identity(null) : null;
        Portable portable = new Portable(this, fields);
        portable.assignees(KeyOrId.TASK.isKey(ref), KeyOrId.isId(ref));
        try {
            List<Rejection.Violation> remarks =
                    Stream.concat(leftOut.stream(), portable.remarks().stream()).toList();
            ImportRow.Further further = new ImportRow.Further(others(body, fields), notes(body), identity, remarks);
            TaskDetails details = tasks.details(body);
            String project = body.required("project", Parser::search, "-");
            String parent = body.optional("parent", Parser::search);
            TaskStatus status = body.orElse("status", Parser.word(TaskStatus.class), TaskStatus.OPEN);
            Instant since = since(body, status);
            body.rejectIfAny();
            return new ImportRow.NewTask(line, ref, homes.of(project), parent, details, status, since, further);
        } catch (Rejection wrong) {
            return new ImportRow.Bad(line, wrong.violations(), null, ref);
        }
    }

    /** Taken out of the fields: by the rules of a POST they could not name other rows. */
    private static ImportRow.Others others(JsonFields body, ObjectNode fields) {
        ImportRow.Others others = new ImportRow.Others(
                texts(body, "blockedBy"), texts(body, "related"), body.optional("discoveredFrom", Parser::search));
        fields.remove(List.of("blockedBy", "related", "discoveredFrom"));
        return others;
    }

    private static List<String> notes(JsonFields body) {
        List<String> notes = texts(body, "notes");
        Violations wrong = new Violations();
        for (int i = 0; i < notes.size(); i++) {
            wrong.note("notes[" + i + "]", notes.get(i));
        }
        wrong.found().forEach(each -> body.add(each.field(), each.message()));
        return notes;
    }

    private static List<String> texts(JsonFields body, String field) {
        return SetTo.orElse(body.texts(field), List.of(), List.of());
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
