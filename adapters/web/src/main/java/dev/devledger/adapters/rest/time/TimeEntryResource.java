package dev.devledger.adapters.rest.time;

import dev.devledger.adapters.rest.http.HistoryFilters;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.AsOf;
import dev.devledger.adapters.rest.http.RequestArguments.ByAgent;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.adapters.rest.time.TimeReportResource.TimeQuery;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/time-entries", produces = MediaType.APPLICATION_JSON_VALUE)
public record TimeEntryResource(
        TimeEntries entries,
        TimeEntryQueries queries,
        TimeEntryFields fields,
        TimeQuery filters,
        IdempotentWrites writes,
        AsOf past) {

    @PostMapping
    HttpAnswer log(@ByAgent WriteRequest call) {
        call.requireNoVersion();
        JsonFields body = call.body().readOnly(TimeEntryFields.READ_ONLY);
        String reason = body.reason();
        Supplier<TimeEntryDetails> details = fields.ended(body);
        return writes.change(call, reason, changes -> log(changes, details), entry -> answer(entry)
                .created("/api/time-entries/" + entry));
    }

    private TimeEntryId log(ChangeSet changes, Supplier<TimeEntryDetails> details) {
        entries.enter();
        return entries.log(changes, details.get());
    }

    @GetMapping
    HttpAnswer list(QueryParameters query) {
        PageRequest page = query.page();
        LedgerMoment then = past.moment(query);
        ZoneId zone = filters.zone(query);
        TimeEntryFilter filter = filters.filter(query, zone);
        return AsOf.marked(HttpAnswer.page(at(then).list(filter, page)), then);
    }

    @GetMapping("/{id}")
    HttpAnswer read(@PathVariable("id") String id, QueryParameters query) {
        LedgerMoment then = past.moment(query);
        query.rejectIfAny();
        TimeEntryView now = found(id);
        return AsOf.marked(HttpAnswer.timeEntry(at(then).find(id).orElseThrow(() -> notThen(now))), then);
    }

    private static Rejection notThen(TimeEntryView now) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND, now.key() + " did not exist yet: it was created at " + now.createdAt() + ".");
    }

    private TimeEntryQueries at(@Nullable LedgerMoment then) {
        return then == null ? queries : queries.asOf(then);
    }

    @PatchMapping("/{id}")
    HttpAnswer edit(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        JsonFields body = call.patch().readOnly(TimeEntryFields.READ_ONLY);
        String reason = body.reason();
        Supplier<Patch<TimeEntryDetails>> edit = fields.edit(body);
        return writes.change(
                call,
                reason,
                changes -> {
                    entries.enter();
                    return entries.edit(changes, id, edit.get(), call.expectedVersion(version(id)));
                },
                this::answer);
    }

    @DeleteMapping("/{id}")
    HttpAnswer delete(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        JsonFields body = call.optionalBody();
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(
                call, reason, changes -> entries.delete(changes, id, call.expectedVersion(version(id))), this::answer);
    }

    @PostMapping("/{id}/restore")
    HttpAnswer restore(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        JsonFields body = call.optionalBody();
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(
                call, reason, changes -> entries.restore(changes, id, call.expectedVersion(version(id))), this::answer);
    }

    @PostMapping("/{id}/split")
    HttpAnswer split(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        JsonFields body = call.body();
        Instant at = body.required("at", TimeEntryFields::instant, Instant.EPOCH);
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(
                call,
                reason,
                changes -> entries.split(changes, id, at, call.expectedVersion(version(id))),
                this::answers);
    }

    @PostMapping("/merge")
    HttpAnswer merge(@ByAgent WriteRequest call) {
        call.requireNoVersion();
        JsonFields body = call.body();
        SequencedSet<String> ids = ids(body);
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(call, reason, changes -> entries.merge(changes, ids), this::answer);
    }

    @PostMapping("/billed")
    HttpAnswer billed(@ByAgent WriteRequest call) {
        call.requireNoVersion();
        JsonFields body = call.body();
        SequencedSet<String> ids = ids(body);
        SetTo<Boolean> billed = body.truth("billed");
        if (billed == null) {
            body.add("billed", "is missing; true or false is expected");
        }
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(
                call, reason, changes -> entries.bill(changes, ids, SetTo.orElse(billed, false, false)), this::answers);
    }

    private static SequencedSet<String> ids(JsonFields body) {
        SetTo<List<String>> ids = body.texts("ids");
        if (ids == null) {
            body.add("ids", "is missing; a list of ids or keys of time entries is expected");
        }
        return new LinkedHashSet<>(SetTo.orElse(ids, List.of(), List.of()));
    }

    private HttpAnswer answer(TimeEntryId entry) {
        return queries.find(entry.toString())
                .map(HttpAnswer::timeEntry)
                .orElseGet(() -> HttpAnswer.unseen(entry.value()));
    }

    private HttpAnswer answers(List<TimeEntryId> changed) {
        return HttpAnswer.items(
                changed.stream()
                        .flatMap(each -> queries.find(each.toString()).stream())
                        .toList(),
                null);
    }

    private TimeEntryView found(String idOrKey) {
        return queries.find(idOrKey).orElseThrow(() -> TimeEntries.unknown(idOrKey));
    }

    private Supplier<@Nullable Long> version(String idOrKey) {
        return () -> queries.find(idOrKey).map(TimeEntryView::version).orElse(null);
    }

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
}
