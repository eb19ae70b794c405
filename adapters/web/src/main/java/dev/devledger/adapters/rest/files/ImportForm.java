package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.files.CsvFile.OwnCsv;
import dev.devledger.adapters.rest.files.NdjsonRows.OwnJson;
import dev.devledger.adapters.rest.files.TimeForm.TimeWishes;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.Imports.ImportFile;
import dev.devledger.application.time.BookedOn;
import dev.devledger.domain.project.Placement;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** The forms that a file to be imported can have. */
enum ImportForm {
    NDJSON("application/x-ndjson"),
    CSV("text/csv"),
    BEADS("application/x-beads+jsonl");

    private static final String TYPES =
            Arrays.stream(values()).map(form -> form.type).collect(Collectors.joining(", "));

    private final String type;

    ImportForm(String type) {
        this.type = type;
    }

    static ImportForm of(@Nullable String contentType) {
        try {
            MediaType sent = contentType == null ? null : MediaType.parseMediaType(contentType);
            for (ImportForm form : values()) {
                if (sent != null && MediaType.valueOf(form.type).equalsTypeAndSubtype(sent) && isUtf8(sent)) {
                    return form;
                }
            }
        } catch (IllegalArgumentException unreadable) {
            // as any other type
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

    /** The project that all rows are for, null where each row names its own. */
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

    /** What is said of a file of time entries. */
    TimeWishes time(QueryParameters query) {
        TimeWishes time = TimeWishes.of(query);
        if (this != CSV && time.said() != null) {
            query.wrong(String.valueOf(time.said()), "is only for time entries, in " + CSV.type);
        }
        return time;
    }

    /**
     * @param project that all rows are for, null where each row names its own
     * @param booked what the rows of time entries name
     */
    record Asked(ZoneId zone, @Nullable String project, TimeWishes time, BookedOn booked) {}

    ImportFile file(Path file, ImportFields each, Asked asked) {
        ImportFields fields = each.remembering();
        ZoneId zone = asked.zone();
        return switch (this) {
            case NDJSON -> () -> new NdjsonRows(file, new OwnJson(fields));
            case CSV -> new CsvFile(file, fields, zone, asked.time(), asked.booked());
            case BEADS -> {
                String name = asked.project() == null ? "" : asked.project().strip();
                yield new BeadsFile(file, fields, new ImportRow.Home(name, OwnCsv.made(name, Placement.CARD, zone)));
            }
        };
    }
}
