package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frames;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.memory.ConflictView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where two sides say different things, and a choice that one understands. */
@Controller
record ConflictPage(Conflicts conflicts, Connectors connectors, Frames frames, Clock clock) {
    private static final int SHOWN = 50;

    /** @param next the address of older ones; null where there are none */
    record View(
            Frame frame,
            Asked asked,
            List<ConflictCard> cards,
            @Nullable String next) {}

    @GetMapping(path = "/conflicts", produces = MediaType.TEXT_HTML_VALUE)
    void show(@RequestParam Map<String, String> parameters, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = new Asked("/conflicts", parameters);
        Page<ConflictView> page = conflicts.list(
                asked.text("connector"),
                asked.word("state", ConflictView.State.class),
                new PageRequest(SHOWN, asked.text(Asked.CURSOR)));
        Instant now = clock.instant();
        View view = new View(
                frames.of("Conflicts – Devledger", "/conflicts", null, request),
                asked,
                page.items().stream()
                        .map(each -> ConflictCard.of(
                                each, connectors.title(each.connector()).orElse(each.connector()), now))
                        .toList(),
                asked.next(page.nextCursor()));
        Templates.write(Templates.render("dashboard/conflicts.jte", view), response);
    }
}
