package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.format.ByteLines;
import dev.devledger.adapters.rest.feed.LongWork;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.adapters.rest.http.ProblemMapper;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestId;
import dev.devledger.adapters.rest.http.WriteRequest.IfMatch;
import dev.devledger.adapters.rest.http.WriteRequest.RequestCaller;
import dev.devledger.application.entity.Page;
import dev.devledger.application.imports.ImportProgress;
import dev.devledger.application.imports.ImportProgress.ImportRuns;
import dev.devledger.application.imports.ImportRefused;
import dev.devledger.application.imports.ImportRefused.ImportError;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.Imports;
import dev.devledger.application.imports.Imports.ImportFile;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.StoreOutage.OutcomeUnknown;
import dev.devledger.application.time.BookedOn;
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
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/import", produces = MediaType.APPLICATION_JSON_VALUE)
public final class ImportResource {

    /** Each lays its file down on the disk; they are stored one after the other. */
    private static final int AT_ONCE = 4;

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Imports imports;
    private final ImportSettings settings;
    private final ImportFields fields;
    private final ZoneId zone;
    private final ImportRuns runs;
    private final BookedOn booked;
    private final Semaphore free = new Semaphore(AT_ONCE);

    public ImportResource(
            Imports imports,
            ImportSettings settings,
            ImportFields fields,
            ZoneId zone,
            ImportRuns runs,
            BookedOn booked) {
        this.imports = imports;
        this.settings = settings;
        this.fields = fields;
        this.zone = zone;
        this.runs = runs;
        this.booked = booked;
    }

    @PostMapping
    HttpAnswer run(HttpServletRequest request, QueryParameters query) {
        IfMatch.parse(Collections.list(request.getHeaders("If-Match"))).requireNone();
        ImportForm form = ImportForm.of(request.getContentType());
        ImportForm.Asked asked = new ImportForm.Asked(zone, form.project(query), form.time(query), booked);
        boolean dryRun = query.flag("dryRun");
        String checked = query.one("checked", ImportResource::hash);
        String agent = query.agent();
        query.rejectIfAny();
        if (!free.tryAcquire()) {
            throw new ProblemException(new Problem(
                            ProblemCode.RATE_LIMITED,
                            AT_ONCE
                                    + " imports are already running, and more are not allowed at a time. Try again"
                                    + " when one is done.")
                    .retryAfter(WAIT));
        }
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
            free.release();
        }
    }

    private static String hash(String text) throws Parser.Wrong {
        if (!text.matches("[0-9a-f]{64}")) {
            throw new Parser.Wrong("is not the checked of a dry run; 64 hexadecimal digits are expected");
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
     * While the file is still there. Only who checks a file gets its lines back: it may have been sent by mistake, with a secret
     * in it.
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

    /** Those that run on this node. */
    @GetMapping
    HttpAnswer running(QueryParameters query) {
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
     * Where files that are imported lie meanwhile, and how large they may be.
     *
     * @param maxSize in bytes
     */
    public record ImportSettings(Path folder, long maxSize) {}

    /** How far the imports are, as {@code /api/import} has it. */
    public record KnownImports(ImportRuns runs, Clock clock) implements LongWork {
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

    /** The first rows of a file as they were understood, for who looks at it before it is stored. */
    static final class FirstRows {
        private static final int MOST = 10;

        /**
         * @param project what the row calls it; null where it names none
         * @param title of the task, or the note of the time
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
                case ImportRow.Bad bad -> null;
            };
        }
    }

    /** What stands in the lines in which something is wrong. */
    static final class WrongLines {
        /** In bytes, as many as can be a character each. */
        private static final int SHOWN = 500;

        private WrongLines() {}

        /** By the numbers of the lines; of a long one, its beginning. */
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
