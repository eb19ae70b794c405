package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.history.ChangeSetView.NamedChanges;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.ChangeSets.ChangeSetSummaries;
import dev.devledger.application.history.ChangeSets.ChangeSetSummaries.ChangeSetSummary;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.domain.shared.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of a change set: the changes, and the button to undo them. */
@Controller
record ChangeSetPage(ChangeSetSummaries sets, HistoryQueries history, NamedChanges named, Frames frames, Clock clock) {

    record View(Frame frame, ChangeSetView set, @Nullable String next) {}

    @GetMapping(path = "/change-sets/{id}", produces = MediaType.TEXT_HTML_VALUE)
    void show(
            @PathVariable("id") String id,
            @RequestParam Map<String, String> parameters,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        UUID changeSet = known(id);
        PageQuery asked = new PageQuery("/change-sets/" + changeSet, parameters);
        ChangeSetSummary all = sets.find(changeSet).orElseThrow(() -> unknown(id));
        Page<HistoryView> page = history.list(
                ChangeSetSummaries.of(changeSet), new PageRequest(PageRequest.MAX_LIMIT, asked.text(PageQuery.CURSOR)));
        if (page.items().isEmpty()) {
            throw unknown(id);
        }
        View view = new View(
                frames.of("Change set – Devledger", "/history", null, request),
                named.of(page.items(), clock.instant(), null).getFirst().of(ChangeSetView.SetTotals.of(all)),
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
        return Rejection.of(
                Rejection.Code.NOT_FOUND, "There is no change set " + id + ". The history lists all change sets.");
    }

    /** Finds the moments around chosen change sets: before the first of their entries and after the last. */
    record SurroundingMoments(HistoryQueries history) {
        private static final PageRequest ONE = new PageRequest(1, null);

        private static final int MOST = 2;

        /** Returns the address of the differences between these moments. */
        String difference(List<String> ids) {
            if (ids.size() > MOST) {
                throw Rejection.invalid("set", "has " + ids.size() + " change sets; select one or two");
            }
            LongSummaryStatistics ends = ids.stream()
                    .flatMap(this::ends)
                    .mapToLong(HistoryView::position)
                    .summaryStatistics();
            return "/diff?from=" + (ends.getMin() - 1) + "&to=" + ends.getMax();
        }

        /**
         * Returns the first and the last entry of a change set. Both are looked up, as a page may have only a part of
         * the change set.
         */
        private Stream<HistoryView> ends(String id) {
            HistoryFilter all = HistoryFilter.ALL
                    .with(HistoryFilter.CHANGE_SET, ChangeSetPage.known(id))
                    .with(HistoryFilter.SYNC, true);
            List<HistoryView> last = history.list(all, ONE).items();
            if (last.isEmpty()) {
                throw ChangeSetPage.unknown(id);
            }
            return Stream.concat(last.stream(), history.follow(all, ONE).items().stream());
        }
    }
}
