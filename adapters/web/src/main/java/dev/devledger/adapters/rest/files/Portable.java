package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.directory.PersonDirectory;
import dev.devledger.application.imports.ImportRow.KeyOrId;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.shared.LongNote;
import dev.devledger.domain.shared.Nearest;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.shared.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a row of another ledger names of its own: people, customers, services. What is not here by name is left out, and
 * what has the same key here is something else.
 */
final class Portable {
    private static final String ASSIGNEES = "assignees";

    private final ImportFields fields;
    private final ObjectNode row;
    private final List<Violation> remarks = new ArrayList<>();

    Portable(ImportFields fields, ObjectNode row) {
        this.fields = fields;
        this.row = row;
    }

    List<Violation> remarks() {
        return remarks;
    }

    private void leftOut(String field, String what, String why) {
        remarks.add(new Violation(field, what + ", " + why + "; it is left out"));
    }

    /**
     * People by {@code {"name", "email"}} become those that they are here. Texts are left for the field to read, unless
     * nobody can be asked to change them.
     *
     * @param former whether the row is of an export that had keys
     * @param asItIs whether it is of an export
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
                leftOut(ASSIGNEES, "has " + each.asString(), "the key of a person of the ledger that the file is of");
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
                .map(PersonDirectory.Known::person)
                .map(Object::toString);
        if (person.isEmpty()) {
            leftOut(
                    ASSIGNEES,
                    "has " + Parser.quoted(name) + (email == null ? "" : " (" + email + ")"),
                    "who is not one person here to whom something can be assigned");
        }
        return person;
    }

    /** As the field itself reads it: somebody has written it into the file. */
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

    /** What breaks a rule of this ledger, with its values in a note. */
    List<Violation> leaveOut(List<Violation> wrong) {
        for (Violation each : wrong) {
            String field = each.field().split("[.\\[]", 2)[0];
            JsonNode value = row.remove(field);
            if (value != null) {
                if (field.equals("title")) {
                    row.put(
                            field,
                            new Nearest()
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
                        .forEach(note -> notes.add(new Nearest().text("notes", note, Violations.NOTE)));
            }
        }
        return remarks;
    }

    void project() {
        for (BillingKind kind : BillingKind.values()) {
            String name = text(row, kind.word());
            if (name != null && !fields.projects().billing().isNamed(kind, name)) {
                leftOut(kind.word(), "is " + Parser.quoted(name), "and there is no " + kind.word() + " of this name");
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
