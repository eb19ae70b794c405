package dev.devledger.adapters.rest.history;

import dev.devledger.adapters.rest.http.AsOf;
import dev.devledger.adapters.rest.http.HistoryFilters;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.ChangeMoments.ChangeMomentSummaries;
import dev.devledger.application.history.ChangeMoments.ChangeMomentSummaries.ChangeMomentSummary;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The moments of changes, for stepping through them. */
@Controller
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
public record HistoryMarksResource(ChangeMomentSummaries marks, HistoryFilters filters, AsOf past) {
    record Marks(List<ChangeMomentSummary> items) {}

    @GetMapping("/history/marks")
    HttpAnswer marks(QueryParameters query) {
        Long until = past.position(query, "until");
        HistoryFilter filter = filters.entityAlone(query).orElse(null);
        query.rejectIfAny();
        if (filter == null) {
            return HttpAnswer.ok(new Marks(List.of()));
        }
        return HttpAnswer.ok(new Marks(marks.of(until == null ? filter : filter.upTo(until))));
    }
}
