package dev.devledger.adapters.rest.history;

import dev.devledger.adapters.rest.http.HistoryFilters;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.AsOf;
import dev.devledger.application.history.ChangeMoments.ChangeMomentSummaries;
import dev.devledger.application.history.ChangeMoments.ChangeMomentSummaries.ChangeMomentSummary;
import dev.devledger.application.history.HistoryCounts;
import dev.devledger.application.history.HistoryCounts.Count;
import dev.devledger.application.history.HistoryCounts.Group;
import dev.devledger.application.history.HistoryFilter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The number of changes, by day, program, actor, tool or channel. */
@Controller
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
public record HistoryCountResource(HistoryCounts counts, HistoryFilters filters, Clock clock, ZoneId zone) {
    private static final String GROUP = "group";
    private static final String SINCE = "since";

    /** @param timeZone the time zone of days */
    record Counted(String group, Instant since, String timeZone, List<Count> items) {}

    @GetMapping("/history/by")
    HttpAnswer by(QueryParameters query) {
        Group group = query.one(GROUP, HistoryCountResource::group);
        query.require(GROUP, group, words());
        Optional<HistoryFilter> filter = filters.ofEntity(query);
        Instant asked = query.since(SINCE, zone);
        refuseTooFar(query, asked);
        query.rejectIfAny();
        if (group == null) {
            throw new IllegalStateException("it was required");
        }
        Instant since = asked == null ? furthest() : asked;
        return HttpAnswer.ok(new Counted(
                word(group),
                since,
                zone.getId(),
                filter.map(wanted -> counts.by(group, wanted.with(HistoryFilter.SINCE, since), zone))
                        .orElse(List.of())));
    }

    /** Returns the earliest time that a count may begin at, which is the beginning of a day. */
    private Instant furthest() {
        return LocalDate.ofInstant(clock.instant(), zone)
                .minusDays(HistoryCounts.FURTHEST.toDays())
                .atStartOfDay(zone)
                .toInstant();
    }

    /** Refuses a time that is too long ago. The whole day of 90 days ago is allowed, whatever the present time. */
    private void refuseTooFar(QueryParameters query, @Nullable Instant since) {
        if (since != null && since.isBefore(furthest())) {
            query.wrong(
                    SINCE,
                    "is more than " + HistoryCounts.FURTHEST.toDays()
                            + " days ago; send a later one, or take the history as a file from /api/history/export");
        }
    }

    private static Group group(String text) throws Parser.InvalidText {
        return Arrays.stream(Group.values())
                .filter(each -> word(each).equals(text))
                .findFirst()
                .orElseThrow(() -> new Parser.InvalidText("is " + Parser.quoted(text) + "; use " + words()));
    }

    private static String words() {
        return Arrays.stream(Group.values()).map(HistoryCountResource::word).collect(Collectors.joining(", "));
    }

    private static String word(Group group) {
        return group.name().toLowerCase(Locale.ROOT);
    }

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
}
