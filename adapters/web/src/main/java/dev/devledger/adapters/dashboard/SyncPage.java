package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.html.Templates;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Whether all is well with the services, and if not, what to do. */
@Controller
record SyncPage(Frames frames, Clock clock) {

    record View(Frame frame, Instant now) {}

    @GetMapping(path = "/sync", produces = MediaType.TEXT_HTML_VALUE)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        View view = new View(frames.of("Sync – Devledger", "/sync", null, request), clock.instant());
        Templates.write(Templates.render("dashboard/sync.jte", view), response);
    }
}
