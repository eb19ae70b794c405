package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.format.ByteLines;
import dev.devledger.adapters.rest.beads.BeadsIndex;
import dev.devledger.adapters.rest.beads.BeadsIndex.BeadsKind;
import dev.devledger.adapters.rest.beads.BeadsIndex.BeadsReader;
import dev.devledger.adapters.rest.beads.BeadsIndex.BeadsReader.BeadsRow;
import dev.devledger.adapters.rest.files.CsvFile.OwnCsv;
import dev.devledger.adapters.rest.files.ImportFormat.NdjsonRows.JsonRowReader;
import dev.devledger.adapters.rest.files.TimeEntryRowReader.TimeFileOptions;
import dev.devledger.adapters.rest.files.Upload.FileBytes;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.Imports.ImportFile;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.task.Task.TaskId;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The forms of a file to be imported. */
enum ImportFormat {
    NDJSON("application/x-ndjson"),
    CSV("text/csv"),
    BEADS("application/x-beads+jsonl");

    private static final String TYPES =
            Arrays.stream(values()).map(form -> form.type).collect(Collectors.joining(", "));

    private final String type;

    ImportFormat(String type) {
        this.type = type;
    }

    static ImportFormat of(@Nullable String contentType) {
        try {
            MediaType sent = contentType == null ? null : MediaType.parseMediaType(contentType);
            for (ImportFormat form : values()) {
                if (sent != null && MediaType.valueOf(form.type).equalsTypeAndSubtype(sent) && isUtf8(sent)) {
                    return form;
                }
            }
        } catch (IllegalArgumentException unreadable) {
            // an unreadable type is refused like any other type
        }
        throw new ProblemException(new Problem(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "This path does not take the body's content type; allowed are " + TYPES + ", in UTF-8.")
                .with("Accept-Post", TYPES));
    }

    private static boolean isUtf8(MediaType sent) {
        Charset charset = sent.getCharset();
        return charset == null || charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
    }

    /** Reads the project of all rows; null if each row names its own project. */
    @Nullable
    String project(QueryParameters query) {
        String project = query.one("project", Parser::search);
        if (this == BEADS) {
            query.require("project", project, "the key, the id or the name of the project that the issues go to");
        } else if (project != null) {
            query.wrong("project", "is only for " + BEADS.type + "; here each row names its project");
        }
        return project;
    }

    /** Reads the options for a file of time entries. */
    TimeFileOptions time(QueryParameters query) {
        TimeFileOptions time = TimeFileOptions.of(query);
        if (this != CSV && !time.said().isEmpty()) {
            query.wrong(time.said(), "is only for time entries, in " + CSV.type);
        }
        return time;
    }

    /**
     * @param project the project of all rows; null if each row names its own project
     * @param booked finds the entities to which rows of time entries refer
     */
    record ImportOptions(ZoneId zone, @Nullable String project, TimeFileOptions time, EntryReferenceResolver booked) {}

    ImportFile file(Path file, ImportFields each, ImportOptions asked) {
        ImportFields fields = each.remembering();
        ZoneId zone = asked.zone();
        return switch (this) {
            case NDJSON -> () -> NdjsonRows.own(file, fields);
            case CSV -> new CsvFile(file, fields, zone, asked.time(), asked.booked());
            case BEADS -> {
                String name = asked.project() == null ? "" : asked.project().strip();
                yield new BeadsFile(
                        file, fields, new ImportRow.ProjectReference(name, OwnCsv.made(name, Placement.CARD, zone)));
            }
        };
    }

    /** Reads one JSON object per line and skips empty lines. */
    static final class NdjsonRows implements ImportFile.Rows {
        private final FileBytes bytes;
        private final ByteLines lines;
        private final JsonRowReader form;
        private final String expected;

        /** @param expected the message for a line in another form */
        NdjsonRows(Path file, JsonRowReader form, String expected) {
            this.bytes = FileBytes.open(file);
            this.lines = new ByteLines(bytes, WriteRequest.MOST);
            this.form = form;
            this.expected = expected;
        }

        @Override
        public @Nullable ImportRow next() {
            while (lines.next()) {
                if (lines.isTooLong()) {
                    return bad("is longer than " + WriteRequest.MOST + " bytes");
                }
                byte[] line = lines.bytes();
                if (!isBlank(line)) {
                    return row(line);
                }
            }
            return null;
        }

        private static boolean isBlank(byte[] line) {
            for (byte each : line) {
                if (each != ' ' && each != '\t') {
                    return false;
                }
            }
            return true;
        }

        private ImportRow row(byte[] line) {
            if (!FileBytes.isUtf8(line)) {
                return bad("is not UTF-8; save the file as UTF-8");
            }
            try {
                return Json.readLine(line) instanceof ObjectNode object
                        ? form.row(lines.number(), object)
                        : bad(expected);
            } catch (Parser.InvalidText wrong) {
                return bad(wrong.why());
            }
        }

        private ImportRow bad(String message) {
            return ImportRow.InvalidRow.of(lines.number(), "line", message);
        }

        @Override
        public long bytes() {
            return bytes.count();
        }

        @Override
        public void close() {
            lines.close();
        }

        /** Reads the objects of one kind of NDJSON file. */
        interface JsonRowReader {
            ImportRow row(long line, ObjectNode object);
        }

        /** Reads Devledger's own form: {@code {"project": {…}}} or {@code {"task": {…}}}. */
        static NdjsonRows own(Path file, ImportFields fields) {
            String expected = "is neither {\"project\": {…}} nor {\"task\": {…}}; each line holds one of them";
            JsonRowReader form = (line, object) -> {
                JsonNode project = object.get("project");
                JsonNode task = object.get("task");
                if (object.size() == 1 && project instanceof ObjectNode of) {
                    return fields.project(line, of, false);
                }
                return object.size() == 1 && task instanceof ObjectNode of
                        ? fields.task(line, of, name -> new ImportRow.ProjectReference(name, null))
                        : ImportRow.InvalidRow.of(line, "line", expected);
            };
            return new NdjsonRows(file, form, expected);
        }
    }

    /**
     * A file of beads. All lines are read once before the first row is returned, as issues refer to other issues by id.
     */
    static final class BeadsFile implements ImportFile {
        private final Path file;
        private final ImportFields fields;
        private final ImportRow.ProjectReference home;
        private @Nullable Known known;

        private record Known(BeadsIndex index, Map<String, String> people) {}

        BeadsFile(Path file, ImportFields fields, ImportRow.ProjectReference home) {
            this.file = file;
            this.fields = fields;
            this.home = home;
        }

        @Override
        public Rows open() {
            Known found = known == null ? look() : known;
            known = found;
            return new NdjsonRows(
                    file,
                    new BeadsRowReader(new BeadsReader(found.index(), found.people()), fields, home),
                    "is no JSON object; each line holds an issue, as bd export writes them");
        }

        private Known look() {
            BeadsIndex index = new BeadsIndex();
            JsonRowReader looking = (line, object) -> {
                index.add(object);
                return new ImportRow.Skipped(line, null);
            };
            try (Rows rows = new NdjsonRows(file, looking, "")) {
                while (rows.next() != null) {
                    // each line goes to the index; the lines are read again later, with their errors
                }
            }
            return new Known(index, fields.tasks().people().keys(index.assignees()));
        }

        /** Reads issues of beads, which all become tasks of one project. */
        record BeadsRowReader(BeadsReader issues, ImportFields fields, ImportRow.ProjectReference home)
                implements JsonRowReader {
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
                                        "is "
                                                + Parser.quoted(
                                                        object.path("_type").asString("no text"))
                                                + ", and no issue; the line is left out"));
                };
            }

            private ImportRow issue(long line, ObjectNode object) {
                BeadsRow issue = issues.read(object);
                issue.task().put("project", home.name());
                ImportRow row = fields.task(line, issue.task(), name -> home, true);
                return row instanceof ImportRow.NewTask task ? task.with(further(issue, task.further())) : row;
            }

            private static ImportRow.TaskExtras further(BeadsRow issue, ImportRow.TaskExtras read) {
                TaskId known = issue.known() == null ? null : new TaskId(issue.known());
                List<Violation> remarks = Stream.concat(issue.remarks().stream(), read.remarks().stream())
                        .toList();
                return new ImportRow.TaskExtras(read.others(), read.notes(), new ImportRow.Identity(known), remarks);
            }
        }
    }
}
