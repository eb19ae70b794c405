package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.html.Templates;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of what needs the user: each kind with its number, which leads to its list. */
@Controller
record NeedsPage(Frames frames) {

    @GetMapping(path = "/needs", produces = MediaType.TEXT_HTML_VALUE)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Frame frame = frames.of("Needs you – Devledger", "/needs", null, request);
        Templates.write(Templates.render("dashboard/needs.jte", frame), response);
    }
}
