package dev.devledger.adapters.rest;

import dev.devledger.application.command.Ledger;
import dev.devledger.application.command.OutcomeUnknown;
import dev.devledger.application.imports.ImportProgress;
import dev.devledger.application.imports.ImportRefused;
import dev.devledger.application.imports.Imports;
import dev.devledger.domain.shared.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/import", produces = MediaType.APPLICATION_JSON_VALUE)
final class ImportResource {

    /** Each lays its file down on the disk; they are stored one after the other. */
    private static final int AT_ONCE = 4;

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Imports imports;
    private final ImportSettings settings;
    private final ImportFields fields;
    private final ZoneId zone;
    private final KnownImports known;
    private final Semaphore free = new Semaphore(AT_ONCE);

    ImportResource(Imports imports, ImportSettings settings, ImportFields fields, ZoneId zone, KnownImports known) {
        this.imports = imports;
        this.settings = settings;
        this.fields = fields;
        this.zone = zone;
        this.known = known;
    }

    @PostMapping
    Answer run(HttpServletRequest request) {
        IfMatch.parse(Collections.list(request.getHeaders("If-Match"))).requireNone();
        ImportForm form = ImportForm.of(request.getContentType());
        if (!free.tryAcquire()) {
            throw new Refusal(new Problem(
                            ProblemCode.RATE_LIMITED,
                            AT_ONCE
                                    + " imports are already running, and more are not allowed at a time. Try again"
                                    + " when one is done.")
                    .retryAfter(WAIT));
        }
        ImportProgress progress = known.begin(RequestId.of(request));
        try (Upload upload = Upload.of(request, settings, progress::received)) {
            return run(Caller.of(request), form, upload, progress);
        } catch (RuntimeException failure) {
            failed(progress, failure);
            throw failure;
        } finally {
            free.release();
        }
    }

    private Answer run(Caller caller, ImportForm form, Upload upload, ImportProgress progress) {
        Ledger.Written<String> written = imports.run(
                caller.because(null),
                upload.key(),
                form.file(upload.file(), fields, zone),
                progress,
                imported -> Json.text(Answer.ok(imported)));
        progress.done(written.changeSet());
        Answer answer = Json.read(written.answer(), Answer.class)
                .with("X-Change-Set", written.changeSet().toString());
        return written.replayed() ? answer.with("Idempotency-Replayed", "true") : answer;
    }

    static void failed(ImportProgress progress, RuntimeException failure) {
        switch (failure) {
            case ImportRefused refused -> progress.failed(refused.detail(), refused.errors());
            case Refusal refusal -> progress.failed(refusal.problem().detail(), List.of());
            case Rejection rejection -> progress.failed(rejection.detail(), List.of());
            case Ledger.LedgerBusy busy -> progress.failed(String.valueOf(busy.getMessage()), List.of());
            case OutcomeUnknown unknown -> progress.failed(ProblemMapper.OUTCOME_UNKNOWN, List.of());
            default -> progress.failed("It failed. The server's log has the reason under the request id.", List.of());
        }
    }

    @GetMapping("/{requestId}")
    Answer progress(@PathVariable("requestId") String requestId) {
        return Answer.ok(known.find(requestId)
                .orElseThrow(() -> Rejection.of(
                        Rejection.Code.NOT_FOUND,
                        "This node knows no import with this request id. Only the node that ran an import knows its"
                                + " progress, for one day or until it restarts.")));
    }
}
