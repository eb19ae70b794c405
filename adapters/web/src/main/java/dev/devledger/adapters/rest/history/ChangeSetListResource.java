package dev.devledger.adapters.rest.history;

import dev.devledger.adapters.rest.http.HistoryFilters;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.ChangeSets.ChangeSetSummaries;
import dev.devledger.application.history.ChangeSets.ChangeSetSummaries.ChangeSetSummary;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.undo.UndoChangeSets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The history, grouped by change set. */
@Controller
@RequestMapping(path = "/api/change-sets", produces = MediaType.APPLICATION_JSON_VALUE)
public record ChangeSetListResource(ChangeSetSummaries sets, HistoryQueries history, HistoryFilters filters) {

    /** A change set, with a page of its entries. */
    record ChangeSetBody(
            UUID changeSet,
            Instant at,
            String actor,
            @Nullable String agent,
            String channel,
            @Nullable String client,
            @Nullable String tool,
            @Nullable String reason,
            String requestId,
            long firstPosition,
            long lastPosition,
            long count,
            @Nullable String type,
            List<HistoryView> entries,
            @Nullable String nextCursor) {
        static ChangeSetBody of(ChangeSetSummary set, Page<HistoryView> page) {
            return new ChangeSetBody(
                    set.changeSet(),
                    set.at(),
                    set.actor(),
                    set.agent(),
                    set.channel(),
                    set.client(),
                    set.tool(),
                    set.reason(),
                    set.requestId(),
                    set.firstPosition(),
                    set.lastPosition(),
                    set.count(),
                    set.type(),
                    page.items(),
                    page.nextCursor());
        }
    }

    @GetMapping
    HttpAnswer list(QueryParameters query) {
        PageRequest page = query.page();
        var filter = filters.ofEntity(query);
        query.rejectIfAny();
        return HttpAnswer.page(
                filter.map(wanted -> sets.list(wanted, page)).orElseGet(() -> new Page<>(List.of(), null)));
    }

    @GetMapping("/{id}")
    HttpAnswer read(@PathVariable("id") String id, QueryParameters query) {
        PageRequest page = query.page();
        query.rejectIfAny();
        UUID changeSet = known(id);
        ChangeSetSummary set = sets.find(changeSet).orElseThrow(() -> UndoChangeSets.unknown(id));
        return HttpAnswer.ok(ChangeSetBody.of(set, history.list(ChangeSetSummaries.of(changeSet), page)));
    }

    private static UUID known(String id) {
        try {
            return Parser.uuid(id);
        } catch (Parser.InvalidText noId) {
            throw UndoChangeSets.unknown(Parser.quoted(id));
        }
    }
}
