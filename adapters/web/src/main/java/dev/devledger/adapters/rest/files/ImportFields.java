package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.resource.ProjectFields;
import dev.devledger.adapters.rest.resource.TaskFields;
import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.ImportRow.KeyOrId;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.LongNote;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the fields of a row by the rules of a POST, and the fields that only an import has. */
public record ImportFields(ProjectFields projects, TaskFields tasks, Clock clock) {
    private static final int REF = 200;

    /** Gives a task its project by the name in the task's row. */
    interface Homes {
        ImportRow.ProjectReference of(String name);
    }

    /** Returns the same reader for a single file, which remembers the people it has looked up. */
    ImportFields remembering() {
        return new ImportFields(projects, tasks.remembering(), clock);
    }

    /**
     * Reads a project.
     *
     * @param onlyOne true if the name alone identifies the project for other rows
     */
    ImportRow project(long line, ObjectNode fields, boolean onlyOne) {
        JsonFields body = new JsonFields(fields);
        String ref = body.optional("ref", ImportFields::ref);
        PortableReferences portable = new PortableReferences(this, fields);
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
            return new ImportRow.InvalidRow(line, wrong.violations(), name, null);
        }
    }

    ImportRow task(long line, ObjectNode fields, Homes homes) {
        return task(line, fields, homes, KeyOrId.isId(fields.path("ref").asString("")));
    }

    /** @param asItIs true if a user cannot edit the file: invalid values then go to the task's notes */
    ImportRow task(long line, ObjectNode said, Homes homes, boolean asItIs) {
        ImportRow row = task(line, said.deepCopy(), homes, asItIs, List.of());
        if (asItIs && row instanceof ImportRow.InvalidRow bad) {
            ObjectNode fields = said.deepCopy();
            ImportRow nearest =
                    task(line, fields, homes, true, new PortableReferences(this, fields).leaveOut(bad.violations()));
            return nearest instanceof ImportRow.NewTask ? nearest : row;
        }
        return row;
    }

    private ImportRow task(
            long line, ObjectNode fields, Homes homes, boolean asItIs, List<Rejection.Violation> leftOut) {
        JsonFields body = new JsonFields(fields);
        String ref = body.optional("ref", ImportFields::ref);
        ImportRow.Identity identity = asItIs ? new ImportRow.Identity(null) : null;
        PortableReferences portable = new PortableReferences(this, fields);
        portable.assignees(KeyOrId.TASK.isKey(ref), KeyOrId.isId(ref));
        try {
            List<Rejection.Violation> remarks =
                    Stream.concat(leftOut.stream(), portable.remarks().stream()).toList();
            ImportRow.TaskExtras further =
                    new ImportRow.TaskExtras(others(body, fields), notes(body), identity, remarks);
            TaskDetails details = tasks.details(body);
            String project = body.required("project", Parser::search, "-");
            String parent = body.optional("parent", Parser::search);
            TaskStatus status = body.orElse("status", Parser.word(TaskStatus.class), TaskStatus.OPEN);
            Instant since = since(body, status);
            body.rejectIfAny();
            return new ImportRow.NewTask(line, ref, homes.of(project), parent, details, status, since, further);
        } catch (Rejection wrong) {
            return new ImportRow.InvalidRow(line, wrong.violations(), null, ref);
        }
    }

    /** Removes the relations from the fields, as relations in a POST cannot name other rows. */
    private static ImportRow.TaskRelations others(JsonFields body, ObjectNode fields) {
        ImportRow.TaskRelations others = new ImportRow.TaskRelations(
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

    private static Instant instant(String text) throws Parser.InvalidText {
        if (Parser.when(text) instanceof When.Moment(Instant instant)) {
            return instant;
        }
        throw new Parser.InvalidText("is a day; an instant such as 2026-03-31T09:00:00Z is expected");
    }

    private static String ref(String text) throws Parser.InvalidText {
        if (text.isEmpty() || text.length() > REF) {
            throw new Parser.InvalidText("has " + text.length() + " characters; 1 to " + REF + " are allowed");
        }
        return Parser.search(text);
    }

    /**
     * Translates a row's references to people, customers and services of another ledger. A reference without a match by
     * name is left out. An equal key does not match, as it means another entity in this ledger.
     */
    record PortableReferences(ImportFields fields, ObjectNode row, List<Violation> remarks) {
        private static final String ASSIGNEES = "assignees";

        PortableReferences(ImportFields fields, ObjectNode row) {
            this(fields, row, new ArrayList<>());
        }

        private void leftOut(String field, String what, String why) {
            remarks.add(new Violation(field, what + ", " + why + "; it is left out"));
        }

        /**
         * Replaces people given as {@code {"name", "email"}} by the people of this ledger. Texts are left to the
         * field's own reader, unless a user cannot edit the file.
         *
         * @param former true for a row of an export with keys
         * @param asItIs true for a row of an export
         */
        void assignees(boolean former, boolean asItIs) {
            if (!(row.get(ASSIGNEES) instanceof ArrayNode named)) {
                return;
            }
            ArrayNode found = row.arrayNode();
            for (JsonNode each : named) {
                if (each instanceof ObjectNode person && person.path("name").isString()) {
                    meant(person.path("name").asString(), text(person, "email")).ifPresent(found::add);
                } else if (each.isString() && former && KeyOrId.PERSON.isKey(each.asString())) {
                    leftOut(
                            ASSIGNEES,
                            "has " + each.asString(),
                            "the key of a person of the ledger that the file is of");
                } else if (each.isString() && (former || asItIs)) {
                    called(each.asString()).ifPresent(found::add);
                } else {
                    found.add(each);
                }
            }
            row.set(ASSIGNEES, found);
        }

        private static @Nullable String text(ObjectNode of, String field) {
            return of.path(field).isString() ? of.path(field).asString() : null;
        }

        private Optional<String> meant(String name, @Nullable String email) {
            Optional<String> person = fields.tasks()
                    .people()
                    .meant(name, email)
                    .filter(each -> !each.archived())
                    .map(PersonDirectory.StoredPerson::person)
                    .map(Object::toString);
            if (person.isEmpty()) {
                leftOut(
                        ASSIGNEES,
                        "has " + Parser.quoted(name) + (email == null ? "" : " (" + email + ")"),
                        "who is not one person here to whom something can be assigned");
            }
            return person;
        }

        /** Matches a text like the field's own reader does, as a user has written the text into the file. */
        private Optional<String> called(String text) {
            Optional<String> key = Optional.ofNullable(
                    fields.tasks().people().keys(Set.of(text.strip())).get(text.strip()));
            if (key.isEmpty() && !text.strip().equalsIgnoreCase("me")) {
                leftOut(
                        ASSIGNEES,
                        "has " + Parser.quoted(text),
                        "who is not one person here to whom something can be assigned");
                return key;
            }
            return Optional.of(key.orElse(text));
        }

        /** Removes the values that break a rule of this ledger, and keeps them in a note. */
        List<Violation> leaveOut(List<Violation> wrong) {
            for (Violation each : wrong) {
                String field = each.field().split("[.\\[]", 2)[0];
                JsonNode value = row.remove(field);
                if (value != null) {
                    if (field.equals("title")) {
                        row.put(
                                field,
                                new NearestValues()
                                        .title(
                                                field,
                                                value.asString(""),
                                                text(row, "description") == null
                                                        ? ""
                                                        : String.valueOf(text(row, "description"))));
                    }
                    remarks.add(new Violation(field, each.message() + "; it is kept in a note"));
                    ArrayNode notes = row.get("notes") instanceof ArrayNode some ? some : row.putArray("notes");
                    String text = value.isString() ? value.asString() : Json.text(value);
                    new LongNote(field + " of the file", text)
                            .notes()
                            .forEach(note -> notes.add(new NearestValues().text("notes", note, Violations.NOTE)));
                }
            }
            return remarks;
        }

        void project() {
            for (BillingKind kind : BillingKind.values()) {
                String name = text(row, kind.word());
                if (name != null && !fields.projects().billing().isNamed(kind, name)) {
                    leftOut(
                            kind.word(),
                            "is " + Parser.quoted(name),
                            "and there is no " + kind.word() + " of this name");
                    row.remove(kind.word());
                }
            }
            tags();
            placements();
        }

        private void tags() {
            if (row.get("tags") instanceof ArrayNode tags) {
                ArrayNode allowed = row.arrayNode();
                for (JsonNode tag : tags) {
                    if (fields.projects()
                            .reserved()
                            .words()
                            .contains(tag.asString("").toLowerCase(Locale.ROOT))) {
                        leftOut("tags", "has " + Parser.quoted(tag.asString("")), "which is reserved here");
                    } else {
                        allowed.add(tag);
                    }
                }
                row.set("tags", allowed);
            }
        }

        private void placements() {
            if (row.get("placements") instanceof ObjectNode placements) {
                Set<String> services =
                        new TreeSet<>(fields.projects().placing().others().keySet());
                Optional.ofNullable(fields.projects().placing().own()).ifPresent(services::add);
                for (String service : List.copyOf(placements.propertyNames())) {
                    if (!services.contains(service)) {
                        leftOut("placements", "has " + service, "which this ledger is not connected to");
                        placements.remove(service);
                    }
                }
            }
        }
    }
}
