package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frames;
import dev.devledger.adapters.dashboard.frame.Span;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.memory.ApprovalView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Whether all is well with the services, and if not, what to do. */
@Controller
record SyncPage(Approvals approvals, Connectors connectors, Frames frames, Clock clock) {

    /** What a guard holds until somebody lets it go. */
    record Held(String service, String connector, ApprovalView plan) {
        String estimate() {
            return new Span(plan.estimateSeconds()).toString();
        }
    }

    record View(Frame frame, List<Held> held, Instant now) {}

    @GetMapping(path = "/sync", produces = MediaType.TEXT_HTML_VALUE)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        View view = new View(frames.of("Sync – Devledger", "/sync", null, request), held(), clock.instant());
        Templates.write(Templates.render("dashboard/sync.jte", view), response);
    }

    private List<Held> held() {
        return approvals.list(null).stream()
                .map(plan -> new Held(
                        connectors.title(plan.connector()).orElse(plan.connector()), plan.connector(), plan.view()))
                .toList();
    }
}
