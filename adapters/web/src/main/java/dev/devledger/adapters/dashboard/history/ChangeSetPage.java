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
import dev.devledger.application.history.ChangeSets.ProjectPart;
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

/**
 * The page of a change set: the changes, and the button to undo them. The changes of a large one are folded by project;
 * the address names the project that is open.
 */
@Controller
record ChangeSetPage(ChangeSetSummaries sets, HistoryQueries history, NamedChanges named, Frames frames, Clock clock) {

    private static final String PROJECT = "project";

    /** The parameter that shows all changes without folds. */
    private static final String ALL = "all";

    /** A change set of more changes is folded, and a fold shows that many changes at once. */
    private static final int AT_ONCE = 100;

    /** @param folds the folds of a large change set; empty for any other one */
    record View(
            Frame frame,
            ChangeSetView set,
            List<Fold> folds,
            @Nullable String next) {
        /** True if the changes stand below all folds or without folds, not in the open one. */
        boolean showsAll() {
            return folds.isEmpty();
        }
    }

    /** The changes of a project. */
    record Fold(ProjectPart part, String href, boolean isOpen) {
        String sum() {
            return ChangeSetView.sum(part.events());
        }
    }

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
        boolean isFolded = all.count() > AT_ONCE && !asked.is(ALL);
        List<ProjectPart> parts = isFolded ? sets.parts(changeSet) : List.of();
        List<Fold> folds = parts.size() < 2 ? List.of() : folds(parts, asked);
        HistoryFilter wanted = ChangeSetSummaries.of(changeSet);
        for (Fold fold : folds) {
            wanted = fold.isOpen()
                    ? wanted.with(HistoryFilter.WITHIN, fold.part().project())
                    : wanted;
        }
        Page<HistoryView> page = history.list(
                wanted,
                new PageRequest(
                        folds.isEmpty() && !asked.is(ALL) ? PageRequest.MAX_LIMIT : AT_ONCE,
                        asked.text(PageQuery.CURSOR)));
        if (page.items().isEmpty()) {
            throw unknown(id);
        }
        View view = new View(
                frames.of("Change set – Devledger", "/history", null, request),
                named.of(page.items(), clock.instant(), null).getFirst().of(ChangeSetView.SetTotals.of(all)),
                folds,
                asked.next(page.nextCursor()));
        Templates.write(Templates.render("dashboard/history/changeset.jte", view), response);
    }

    private static List<Fold> folds(List<ProjectPart> parts, PageQuery asked) {
        String open = asked.text(PROJECT);
        return parts.stream()
                .map(part -> new Fold(
                        part,
                        asked.with(PROJECT, part.key().equals(open) ? null : part.key())
                                + (part.key().equals(open) ? "" : "#" + part.key()),
                        part.key().equals(open)))
                .toList();
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
