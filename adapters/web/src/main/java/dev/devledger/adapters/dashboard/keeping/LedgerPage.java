package dev.devledger.adapters.dashboard.keeping;

import dev.devledger.adapters.dashboard.frame.CountPhrase;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.Replays;
import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.Sealing;
import dev.devledger.application.proof.Verification.VerificationRuns;
import dev.devledger.application.proof.Verification.VerificationRuns.VerificationRun;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of the ledger: its verification, and the state of its projections. */
@Controller
record LedgerPage(
        Sealing sealing,
        Replays replays,
        ParkedEvents parked,
        VerificationRuns verifications,
        Frames frames,
        Clock clock) {
    private static final PageRequest PARKED = new PageRequest(100, null);

    /** A running replay. A replay of all projections counts as one. */
    record Rebuilding(String name, Replays.ReplayProgress progress) {
        static List<Rebuilding> of(Replays.ProjectionStatus all, List<Replays.ProjectionStatus> each) {
            return (isRunning(all) ? Stream.of(all) : each.stream().filter(Rebuilding::isRunning))
                    .map(status -> new Rebuilding(status.name(), Objects.requireNonNull(status.replay())))
                    .toList();
        }

        private static boolean isRunning(Replays.ProjectionStatus status) {
            return status.replay() != null && status.replay().state().equals("running");
        }

        String words() {
            String so = CountPhrase.of(progress.done()) + " of " + new CountPhrase(progress.total(), "event", "events");
            return progress.perSecond() < 1
                    ? so
                    : so + " · " + CountPhrase.of((long) progress.perSecond()) + " per second" + left();
        }

        private String left() {
            long seconds = (long) Math.ceil((progress.total() - progress.done()) / progress.perSecond());
            return seconds <= 0
                    ? ""
                    : " · about " + (seconds < 90 ? seconds + " s" : (seconds + 59) / 60 + " min") + " left";
        }
    }

    record View(
            Frame frame,
            LedgerHead head,
            List<Replays.ProjectionStatus> projections,
            List<Rebuilding> rebuilding,
            Page<ParkedEvents.Parked> parked,
            List<String> unreadable,
            @Nullable VerificationRun verified,
            Instant now) {

        @Nullable
        ShownInstant sealed() {
            return head.sealedAt() == null ? null : new ShownInstant(head.sealedAt(), now);
        }

        ShownInstant at(Instant instant) {
            return new ShownInstant(instant, now);
        }

        String count(long number) {
            return CountPhrase.of(number);
        }

        /** Returns the duration in seconds, such as {@code 3.1 s}. */
        static String lasted(VerificationRun run) {
            long millis = Duration.between(run.startedAt(), run.finishedAt()).toMillis();
            return String.format(Locale.ROOT, "%.1f s", Math.max(0, millis) / 1000.0);
        }
    }

    @GetMapping(path = "/ledger", produces = MediaType.TEXT_HTML_VALUE)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Replays.ProjectionStatus> all = replays.list();
        View view = new View(
                frames.of("Ledger – Devledger", "/ledger", null, request),
                sealing.head(),
                all,
                Rebuilding.of(replays.get(Replays.ALL), all),
                parked.list(PARKED),
                parked.unreadable(),
                verifications.newest(1).stream().findFirst().orElse(null),
                clock.instant());
        Templates.write(Templates.render("dashboard/keeping/ledger.jte", view), response);
    }
}
