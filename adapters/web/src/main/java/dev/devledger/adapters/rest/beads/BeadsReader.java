package dev.devledger.adapters.rest.beads;

import dev.devledger.adapters.rest.beads.BeadsIndex.BeadsIds;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.domain.shared.Rejection.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes rows of the issues of a file. What is a matter of a name is remarked once. */
public final class BeadsReader {
    private final BeadsIndex index;
    private final Map<String, String> people;
    private final BeadsIds ids = new BeadsIds();
    private final Set<String> nobody = new HashSet<>();

    /** @param people the keys of those whom assignees mean */
    public BeadsReader(BeadsIndex index, Map<String, String> people) {
        this.index = index;
        this.people = people;
    }

    /** What cannot be read of it is in its notes. */
    public BeadsRow read(ObjectNode issue) {
        BeadsRemarks remarks = new BeadsRemarks();
        String otherId = ids.set(issue);
        if (otherId != null) {
            remarks.add("id", otherId);
        }
        BeadsIssue read = new BeadsIssue(issue, remarks);
        read.texts();
        read.values();
        ObjectNode kept = read.kept();
        assign(read, kept, remarks);
        read.notes(kept, new BeadsTies(index, read.id(), remarks).read(issue, read.row()));
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

    /**
     * An issue as a task of the ledger's own form of a file.
     *
     * @param remarks what the task does not say as the issue does
     * @param known the task that an export of the ledger made the issue of, null where another program made it
     */
    public record BeadsRow(
            ObjectNode task,
            List<Violation> remarks,
            @Nullable UUID known) {}

    /** What there is to say of an issue. */
    static final class BeadsRemarks {
        private final List<Violation> found = new ArrayList<>();

        void add(String field, String message) {
            found.add(new Violation(field, message));
        }

        void kept(String field, String message) {
            add(field, message + "; it is kept in the first note");
        }

        List<Violation> found() {
            return List.copyOf(found);
        }
    }
}
