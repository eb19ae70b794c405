package dev.devledger.adapters.dashboard.keeping;

import dev.devledger.adapters.dashboard.frame.CountPhrase;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.history.PageFactory;
import dev.devledger.adapters.dashboard.keeping.AgentWorkPart.DayInHistory;
import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.BaseAddress;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.imports.ImportProgress;
import dev.devledger.application.imports.ImportProgress.ImportRuns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages for maintaining the ledger. */
public final class MaintenancePages extends PageFactory {
    public static final List<Class<?>> TYPES = List.of(TokenPage.class, ImportPage.class, LedgerPage.class);

    public MaintenancePages(PagePorts in) {
        super(in);
    }

    public List<Object> pages() {
        return List.of(
                new TokenPage(in.accessTokens(), connectors, frames, clock),
                new ImportPage(frames, in.importRuns(), clock),
                new LedgerPage(in.sealing(), in.replays(), in.parkedEvents(), in.verificationRuns(), frames, clock));
    }

    /** Returns the beginning of the agents' page. */
    public AgentCards agentCards() {
        return new AgentCards(
                in.claimQueries(),
                entries,
                in.agentWork(),
                (positions, now) -> named.of(history.at(HistoryFilter.ALL, positions), now, null),
                clock);
    }

    /** Returns the rest of the agents' page. */
    public AgentWorkPart agentWork() {
        return new AgentWorkPart(in.agentWork(), new DayInHistory(sets, named), clock);
    }

    /**
     * The page for imports: checks a file, then stores the checked file. The file stays in the browser, so the page is
     * never refreshed.
     */
    @Controller
    record ImportPage(Frames frames, ImportRuns runs, Clock clock) {

        /** A running import of any user. */
        record Running(ImportProgress.Snapshot run, ShownInstant begun) {
            String words() {
                return switch (run.phase()) {
                    case RECEIVING -> CountPhrase.of(run.bytes() / 1000) + " kB received.";
                    case WAITING -> "It waits for another import.";
                    case CHECKING -> new CountPhrase(run.lines(), "line", "lines") + " checked.";
                    case STORING ->
                        new CountPhrase(run.events(), "event", "events") + " stored, " + CountPhrase.of(run.perSecond())
                                + " per second. The pages show them when all are stored.";
                };
            }
        }

        record View(Frame frame, String server, List<Running> running) {}

        @GetMapping(path = "/import", produces = MediaType.TEXT_HTML_VALUE)
        void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Instant now = clock.instant();
            List<Running> running = runs.running().stream()
                    .map(each -> new Running(each, new ShownInstant(each.startedAt(), now)))
                    .toList();
            View view = new View(
                    frames.of("Import – Devledger", "/import", null, request).still(),
                    BaseAddress.of(request),
                    running);
            Templates.write(Templates.render("dashboard/keeping/imports.jte", view), response);
        }
    }
}
