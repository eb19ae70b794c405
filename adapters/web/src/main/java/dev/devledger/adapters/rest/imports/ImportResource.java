package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IfMatch;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.ProblemCode;
import dev.devledger.adapters.rest.http.ProblemException;
import dev.devledger.adapters.rest.http.ProblemMapper;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestCaller;
import dev.devledger.adapters.rest.http.RequestId;
import dev.devledger.application.imports.ImportFile;
import dev.devledger.application.imports.ImportProgress;
import dev.devledger.application.imports.ImportRefused;
import dev.devledger.application.imports.ImportRuns;
import dev.devledger.application.imports.Imports;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.OutcomeUnknown;
import dev.devledger.application.query.Page;
import dev.devledger.application.time.BookedOn;
import dev.devledger.domain.shared.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
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
}
