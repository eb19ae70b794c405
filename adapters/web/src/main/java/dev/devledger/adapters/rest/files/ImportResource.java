package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.format.ByteLines;
import dev.devledger.adapters.rest.feed.LedgerFeed.LongWork;
import dev.devledger.adapters.rest.files.Upload.FileBytes;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem.ConcurrencyLimit;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.adapters.rest.http.ProblemMapper;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestId;
import dev.devledger.adapters.rest.http.WriteRequest.IfMatch;
import dev.devledger.adapters.rest.http.WriteRequest.RequestCaller;
import dev.devledger.application.entity.Page;
import dev.devledger.application.imports.ImportProgress;
import dev.devledger.application.imports.ImportProgress.ImportRuns;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.Imports;
import dev.devledger.application.imports.Imports.ImportFile;
import dev.devledger.application.imports.Imports.ImportRefused;
import dev.devledger.application.imports.Imports.ImportRefused.ImportError;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Ledger.StoreOutage.OutcomeUnknown;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.domain.shared.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * @param running the limit of concurrent imports, as each import stores its file on the disk; the files themselves are
 *     imported one after the other
 */
@Controller
@RequestMapping(path = "/api/import", produces = MediaType.APPLICATION_JSON_VALUE)
public record ImportResource(
        Imports imports,
        ImportResource.ImportSettings settings,
        ImportFields fields,
        ZoneId zone,
        ImportRuns runs,
        EntryReferenceResolver booked,
        ConcurrencyLimit running) {

    @PostMapping
    HttpAnswer run(HttpServletRequest request, QueryParameters query) {
        IfMatch.parse(Collections.list(request.getHeaders("If-Match"))).requireNone();
        ImportFormat form = ImportFormat.of(request.getContentType());
        ImportFormat.ImportOptions asked =
                new ImportFormat.ImportOptions(zone, form.project(query), form.time(query), booked);
        boolean dryRun = query.flag("dryRun");
        String checked = query.one("checked", ImportResource::hash);
        String agent = query.agent();
        query.rejectIfAny();
        running.enter();
        ImportProgress progress =
                runs.begin(RequestId.of(request), RequestCaller.of(request).actor());
        try (Upload upload = Upload.of(request, settings, progress::received)) {
            upload.require(checked);
            ImportFile file = form.file(upload.file(), fields, asked);
            return dryRun
                    ? quoting(upload, () -> check(file, upload, progress))
                    : run(RequestCaller.of(request).as(agent), file, upload, progress);
        } catch (RuntimeException failure) {
            failed(progress, failure);
            throw failure;
        } finally {
            running.leave();
        }
    }

    private static String hash(String text) throws Parser.InvalidText {
        if (!text.matches("[0-9a-f]{64}")) {
            throw new Parser.InvalidText("is not the checked of a dry run; 64 hexadecimal digits are expected");
        }
        return text;
    }

    private HttpAnswer check(ImportFile file, Upload upload, ImportProgress progress) {
        Imports.Imported would = imports.check(file, progress);
        HttpAnswer answer =
                HttpAnswer.ok(would).withMember("checked", upload.hash()).withMember("sample", FirstRows.of(file));
        progress.done(null);
        return answer;
    }

    /**
     * Adds the wrong lines to a problem while the file still exists. Only a dry run returns lines: a user may have sent
     * a file with a secret by mistake.
     */
    private static HttpAnswer quoting(Upload upload, Supplier<HttpAnswer> work) {
        try {
            return work.get();
        } catch (ImportRefused refused) {
            throw refused.quoting(WrongLines.of(upload.file(), refused.errors()));
        }
    }

    private HttpAnswer run(RequestCaller caller, ImportFile file, Upload upload, ImportProgress progress) {
        Ledger.Written<String> written = imports.run(
                caller.because(null), upload.key(), file, progress, imported -> Json.text(HttpAnswer.ok(imported)));
        progress.done(written.changeSet());
        HttpAnswer answer = Json.read(written.answer(), HttpAnswer.class)
                .with("X-Change-Set", written.changeSet().toString());
        return written.replayed() ? answer.with("Idempotency-Replayed", "true") : answer;
    }

    static void failed(ImportProgress progress, RuntimeException failure) {
        switch (failure) {
            case ImportRefused refused -> progress.failed(refused.detail(), refused.quoted());
            case ProblemException refusal -> progress.failed(refusal.problem().detail(), List.of());
            case Rejection rejection -> progress.failed(rejection.detail(), List.of());
            case Ledger.LedgerBusy busy -> progress.failed(String.valueOf(busy.getMessage()), List.of());
            case OutcomeUnknown unknown -> progress.failed(ProblemMapper.OUTCOME_UNKNOWN, List.of());
            default -> progress.failed("It failed. The server's log has the reason under the request id.", List.of());
        }
    }

    /** Returns the running imports of this node. */
    @GetMapping
    HttpAnswer list(QueryParameters query) {
        query.rejectIfAny();
        return HttpAnswer.page(new Page<>(runs.running(), null));
    }

    @GetMapping("/{requestId}")
    HttpAnswer progress(@PathVariable("requestId") String requestId) {
        return HttpAnswer.ok(runs.find(requestId)
                .orElseThrow(() -> Rejection.of(
                        Rejection.Code.NOT_FOUND,
                        "This node knows no import with this request id. Only the node that ran an import knows its"
                                + " progress, for one day or until it restarts.")));
    }

    /**
     * The folder for uploaded files, and the limit of their size.
     *
     * @param maxSize the largest size in bytes
     */
    public record ImportSettings(Path folder, long maxSize) {}

    /** The progress of the imports, in the form of {@code /api/import}. */
    public record ImportNews(ImportRuns runs, Clock clock) implements LongWork {
        private static final Duration NEWS = Duration.ofSeconds(10);

        @Override
        public String event() {
            return "import";
        }

        @Override
        public Map<String, Step> now() {
            Map<String, Step> steps = new LinkedHashMap<>();
            for (ImportProgress.Snapshot each : runs.since(clock.instant().minus(NEWS))) {
                steps.put(each.requestId(), new Step(each.finishedAt() == null, each));
            }
            return steps;
        }
    }

    /** The first rows of a file as the import has read them, for a user to check before the rows are stored. */
    static final class FirstRows {
        private static final int MOST = 10;

        /**
         * @param project the project's name in the row; null without one
         * @param title the title of the task, or the note of the time entry
         */
        record Row(
                long line,
                String type,
                @Nullable String project,
                @Nullable String title,
                @Nullable String status) {}

        private FirstRows() {}

        static List<Row> of(ImportFile file) {
            List<Row> first = new ArrayList<>();
            try (ImportFile.Rows rows = file.open()) {
                for (ImportRow row = rows.next(); row != null && first.size() < MOST; row = rows.next()) {
                    Row understood = row(row);
                    if (understood != null) {
                        first.add(understood);
                    }
                }
            }
            return first;
        }

        private static String word(Enum<?> status) {
            return status.name().toLowerCase(Locale.ROOT);
        }

        private static @Nullable Row row(ImportRow row) {
            return switch (row) {
                case ImportRow.NewProject project ->
                    new Row(project.line(), "project", project.details().name(), null, word(project.status()));
                case ImportRow.NewTask task ->
                    new Row(
                            task.line(),
                            "task",
                            task.home().name(),
                            task.details().title(),
                            word(task.status()));
                case ImportRow.NewEntry entry ->
                    new Row(
                            entry.line(),
                            "entry",
                            entry.home() == null ? null : entry.home().name(),
                            entry.details().note(),
                            null);
                case ImportRow.Skipped skipped -> null;
                case ImportRow.InvalidRow bad -> null;
            };
        }
    }

    /** Reads the text of the lines with errors. */
    static final class WrongLines {
        /** The longest text of a line in bytes; each byte can be a character. */
        private static final int SHOWN = 500;

        private WrongLines() {}

        /** Returns the lines by number. A long line is cut. */
        static Map<Long, String> of(Path file, List<ImportError> errors) {
            TreeSet<Long> wanted = new TreeSet<>();
            errors.forEach(error -> wanted.add(error.line()));
            Map<Long, String> found = new HashMap<>();
            try (ByteLines lines = new ByteLines(FileBytes.open(file), 1 << 20)) {
                while (!wanted.isEmpty() && lines.next()) {
                    if (wanted.remove(lines.number())) {
                        found.put(lines.number(), lines.isTooLong() ? "" : text(lines.bytes()));
                    }
                }
            }
            return found;
        }

        private static String text(byte[] line) {
            boolean cut = line.length > SHOWN;
            String text = new String(line, 0, Math.min(line.length, SHOWN), StandardCharsets.UTF_8).stripTrailing();
            return cut ? text + "…" : text;
        }
    }
}
