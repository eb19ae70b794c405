package dev.devledger.adapters.dashboard.keeping;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frames;
import dev.devledger.adapters.html.BaseAddress;
import dev.devledger.adapters.html.Templates;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** A file is checked, and stored as it was checked. The file stays in the browser, so the page is never drawn anew. */
@Controller
record ImportPage(Frames frames) {
    record View(Frame frame, String server) {}

    @GetMapping(path = "/import", produces = MediaType.TEXT_HTML_VALUE)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        View view = new View(
                frames.of("Import – Devledger", "/import", null, request).still(), BaseAddress.of(request));
        Templates.write(Templates.render("dashboard/keeping/imports.jte", view), response);
    }
}
