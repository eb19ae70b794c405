package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.beads.BeadsIndex;
import dev.devledger.adapters.rest.beads.BeadsIndex.BeadsKind;
import dev.devledger.adapters.rest.beads.BeadsReader;
import dev.devledger.adapters.rest.beads.BeadsReader.BeadsRow;
import dev.devledger.adapters.rest.files.NdjsonRows.JsonForm;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.Imports.ImportFile;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.task.TaskId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A file of beads. Its lines are gone through once before the first of them is read: an issue names others by their ids. */
final class BeadsFile implements ImportFile {
    private final Path file;
    private final ImportFields fields;
    private final ImportRow.Home home;
    private @Nullable Known known;

    private record Known(BeadsIndex index, Map<String, String> people) {}

    BeadsFile(Path file, ImportFields fields, ImportRow.Home home) {
        this.file = file;
        this.fields = fields;
        this.home = home;
    }

    @Override
    public Rows open() {
        Known found = known == null ? look() : known;
        known = found;
        return new NdjsonRows(file, new BeadsForm(new BeadsReader(found.index(), found.people()), fields, home));
    }

    private Known look() {
        BeadsIndex index = new BeadsIndex();
        try (Rows rows = new NdjsonRows(file, new Indexing(index))) {
            while (rows.next() != null) {
                // each goes to the index; what is wrong with a line is told when it is read
            }
        }
        return new Known(index, fields.tasks().people().keys(index.assignees()));
    }

    private record Indexing(BeadsIndex index) implements JsonForm {
        @Override
        public ImportRow row(long line, ObjectNode object) {
            index.add(object);
            return new ImportRow.Skipped(line, null);
        }

        @Override
        public String expected() {
            return "";
        }
    }

    /** Issues of beads, which all become tasks of one project. */
    record BeadsForm(BeadsReader issues, ImportFields fields, ImportRow.Home home) implements JsonForm {
        @Override
        public ImportRow row(long line, ObjectNode object) {
            return switch (BeadsKind.of(object)) {
                case ISSUE -> issue(line, object);
                case DELETED -> new ImportRow.Skipped(line, null);
                case OTHER ->
                    new ImportRow.Skipped(
                            line,
                            new Violation(
                                    "_type",
                                    "is " + Parser.quoted(object.path("_type").asString("no text"))
                                            + ", and no issue; the line is left out"));
            };
        }

        private ImportRow issue(long line, ObjectNode object) {
            BeadsRow issue = issues.read(object);
            issue.task().put("project", home.name());
            ImportRow row = fields.task(line, issue.task(), name -> home, true);
            return row instanceof ImportRow.NewTask task ? task.with(further(issue, task.further())) : row;
        }

        private static ImportRow.Further further(BeadsRow issue, ImportRow.Further read) {
            TaskId known = issue.known() == null ? null : new TaskId(issue.known());
            List<Violation> remarks = Stream.concat(issue.remarks().stream(), read.remarks().stream())
                    .toList();
            return new ImportRow.Further(read.others(), read.notes(), new ImportRow.Identity(known), remarks);
        }

        @Override
        public String expected() {
            return "is no JSON object; each line holds an issue, as bd export writes them";
        }
    }
}
