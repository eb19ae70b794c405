package dev.devledger.adapters.rest.beads;

import dev.devledger.adapters.rest.http.Parser;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes rows of the issues of a file. What is a matter of a name is remarked once. */
public final class BeadsReader {
    private final BeadsIndex index;
    private final Map<String, String> people;
    private final Set<String> nobody = new HashSet<>();

    /** @param people the keys of those whom assignees mean */
    public BeadsReader(BeadsIndex index, Map<String, String> people) {
        this.index = index;
        this.people = people;
    }

    /** A Rejection where it is none. */
    public BeadsRow read(ObjectNode issue) {
        BeadsRemarks remarks = new BeadsRemarks();
        BeadsIssue read = new BeadsIssue(issue, remarks);
        read.texts();
        read.values();
        ObjectNode kept = read.kept();
        assign(read, kept, remarks);
        read.notes(kept, new BeadsTies(index, read.id(), remarks).read(issue, read.row()));
        remarks.rejectIfAny();
        return new BeadsRow(read.row(), remarks.found(), known(issue));
    }

    private void assign(BeadsIssue read, ObjectNode kept, BeadsRemarks remarks) {
        String name = kept.path("assignee").asString("").strip();
        String person = people.get(name);
        if (person != null) {
            kept.remove("assignee");
            read.row().putArray("assignees").add(person);
        } else if (!name.isEmpty() && nobody.add(name)) {
            remarks.add(
                    "assignee",
                    "is " + Parser.quoted(name) + ", which means nobody here; the name is kept in the first note of"
                            + " each such task");
        }
    }

    private static @Nullable UUID known(ObjectNode issue) {
        try {
            return Parser.uuid(BeadsValues.ours(issue).path("id").asString(""));
        } catch (Parser.Wrong none) {
            return null;
        }
    }

    /** As far as it can be read, null where it has none. */
    public static @Nullable String id(ObjectNode issue) {
        String id = issue.path("id").asString("");
        return id.isEmpty() ? null : id;
    }
}
