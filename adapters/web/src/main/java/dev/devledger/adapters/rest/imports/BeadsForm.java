package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.rest.beads.BeadsKind;
import dev.devledger.adapters.rest.beads.BeadsReader;
import dev.devledger.adapters.rest.beads.BeadsRow;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.task.TaskId;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

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
        List<Violation> remarks =
                Stream.concat(issue.remarks().stream(), read.remarks().stream()).toList();
        return new ImportRow.Further(read.others(), read.notes(), new ImportRow.Identity(known), remarks);
    }

    @Override
    public String expected() {
        return "is no JSON object; each line holds an issue, as bd export writes them";
    }
}
