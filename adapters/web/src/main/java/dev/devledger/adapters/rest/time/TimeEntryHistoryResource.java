package dev.devledger.adapters.rest.time;

import dev.devledger.adapters.rest.http.HistoryFilters;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/time-entries/{id}/history", produces = MediaType.APPLICATION_JSON_VALUE)
public record TimeEntryHistoryResource(HistoryQueries history, HistoryFilters filters) {

    @GetMapping
    HttpAnswer of(@PathVariable("id") String id, QueryParameters query) {
        PageRequest page = query.page();
        UUID entry = filters.entries().find(id).map(TimeEntryView::id).orElseThrow(() -> TimeEntries.unknown(id));
        HistoryFilter filter = filters.of(query, entry, false);
        query.rejectIfAny();
        return HttpAnswer.page(history.list(filter, page));
    }
}
