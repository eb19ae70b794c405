package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frames;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.history.ChangeSetsTold;
import dev.devledger.application.history.ChangeSetsTold.ToldChangeSet;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.shared.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What one request changed, and the way to take it back. */
@Controller
record ChangeSetPage(ChangeSetsTold sets, HistoryQueries history, NamedChanges named, Frames frames, Clock clock) {

    record View(Frame frame, ChangeSetView set, @Nullable String next) {}

    @GetMapping(path = "/change-sets/{id}", produces = MediaType.TEXT_HTML_VALUE)
    void show(
            @PathVariable("id") String id,
            @RequestParam Map<String, String> parameters,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        UUID changeSet = known(id);
        Asked asked = new Asked("/change-sets/" + changeSet, parameters);
        ToldChangeSet all = sets.find(changeSet).orElseThrow(() -> unknown(id));
        Page<HistoryView> page = history.list(
                ChangeSetsTold.of(changeSet), new PageRequest(PageRequest.MAX_LIMIT, asked.text(Asked.CURSOR)));
        if (page.items().isEmpty()) {
            throw unknown(id);
        }
        View view = new View(
                frames.of("Change set – Devledger", "/history", null, request),
                named.of(page.items(), clock.instant(), null).getFirst().of(ChangeSetView.Whole.of(all)),
                asked.next(page.nextCursor()));
        Templates.write(Templates.render("dashboard/history/changeset.jte", view), response);
    }

    static UUID known(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    static Rejection unknown(String id) {
        return Rejection.of(Rejection.Code.NOT_FOUND, "There is no change set " + id + ". /history lists all of them.");
    }
}
