package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frames;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.domain.shared.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened, found in seconds. */
@Controller
record HistoryPage(HistoryQueries history, Connectors connectors, Frames frames, Clock clock, ZoneId zone) {
    private static final PageRequest ENTRIES = new PageRequest(100, null);

    /** @param next the address of what was before; null at the beginning of the ledger */
    record View(
            Frame frame,
            Asked asked,
            List<ChangeSetView> sets,
            @Nullable String next,
            String zone) {}

    @GetMapping(path = "/history", produces = MediaType.TEXT_HTML_VALUE)
    void show(@RequestParam Map<String, String> parameters, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = new Asked("/history", parameters);
        Page<HistoryView> page =
                history.list(filter(asked), new PageRequest(ENTRIES.limit(), asked.text(Asked.CURSOR)));
        View view = new View(
                frames.of("History – Devledger", "/history", null, request),
                asked,
                ChangeSetView.of(page.items(), connectors, clock.instant()),
                asked.next(page.nextCursor()),
                zone.toString());
        Templates.write(Templates.render("dashboard/history.jte", view), response);
    }

    private HistoryFilter filter(Asked asked) {
        String words = asked.text("q");
        return new HistoryFilter(
                        null,
                        false,
                        asked.is("status"),
                        asked.text("actor"),
                        asked.text("channel"),
                        begin(asked, "since", 0),
                        begin(asked, "until", 1),
                        null,
                        asked.is("sync"))
                .by(asked.text("agent"))
                .containing(words == null ? List.of() : List.of(words.split("\\s+")));
    }

    /** Days are those of the ledger's zone; the last one belongs to what is asked for. */
    private @Nullable Instant begin(Asked asked, String name, int daysLater) {
        String day = asked.text(name);
        try {
            return day == null
                    ? null
                    : LocalDate.parse(day)
                            .plusDays(daysLater)
                            .atStartOfDay(zone)
                            .toInstant();
        } catch (DateTimeException e) {
            throw Rejection.invalid(name, "is \"" + day + "\"; use a day such as 2026-03-31");
        }
    }
}
