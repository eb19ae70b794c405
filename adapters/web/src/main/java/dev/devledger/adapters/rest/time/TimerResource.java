package dev.devledger.adapters.rest.time;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.ByAgent;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.application.time.TimeEntries.Timers;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.Timer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The timer of a person, by default the owner of the ledger, or of an agent that names itself and works for the person.
 * The answer is 204 if no timer runs.
 */
@Controller
@RequestMapping(path = "/api/timer", produces = MediaType.APPLICATION_JSON_VALUE)
public record TimerResource(
        Timers timers,
        TimeEntryQueries queries,
        TimeEntryFields fields,
        EntryReferenceResolver booked,
        IdempotentWrites writes,
        Clock clock) {

    @GetMapping
    HttpAnswer running(QueryParameters query) {
        String person = query.one("person", Parser::search);
        String agent = query.agent();
        query.rejectIfAny();
        return queries.running(new Timer.Worker(booked.person(person), agent))
                .map(HttpAnswer::timeEntry)
                .orElseGet(HttpAnswer::noContent);
    }

    @PostMapping("/start")
    HttpAnswer start(@ByAgent WriteRequest call) {
        call.requireNoVersion();
        JsonFields body = call.optionalBody();
        boolean stopRunning = body.flag("stopRunning");
        String reason = body.reason();
        Function<Instant, TimeEntryDetails> details = fields.running(body, clock.instant(), call.namedAgent());
        return writes.change(call, reason, changes -> start(changes, details, stopRunning), entry -> answer(entry)
                .created("/api/time-entries/" + entry));
    }

    private TimeEntryId start(ChangeSet changes, Function<Instant, TimeEntryDetails> details, boolean stopRunning) {
        timers.entries().enter();
        return timers.start(changes, details.apply(changes.at()), stopRunning);
    }

    @PostMapping("/stop")
    HttpAnswer stop(@ByAgent WriteRequest call) {
        call.requireNoVersion();
        JsonFields body = call.optionalBody();
        Instant at = body.optional("at", TimeEntryFields::instant);
        String note = body.optional("note", Parser::text);
        String person = body.optional("person", Parser::text);
        String reason = body.reason();
        body.rejectIfAny();
        booked.ensure(person);
        return writes.change(
                call, reason, changes -> timers.stop(changes, whose(person, call), at, note), this::answer);
    }

    @PostMapping("/discard")
    HttpAnswer discard(@ByAgent WriteRequest call) {
        call.requireNoVersion();
        JsonFields body = call.optionalBody();
        String person = body.optional("person", Parser::text);
        String reason = body.reason();
        body.rejectIfAny();
        booked.ensure(person);
        return writes.change(call, reason, changes -> timers.discard(changes, whose(person, call)), this::answer);
    }

    private Timer.Worker whose(@Nullable String person, WriteRequest call) {
        timers.entries().enter();
        return new Timer.Worker(booked.person(person), call.namedAgent());
    }

    private HttpAnswer answer(Optional<TimeEntryId> entry) {
        return entry.map(this::answer).orElseGet(HttpAnswer::noContent);
    }

    private HttpAnswer answer(TimeEntryId entry) {
        return queries.find(entry.toString())
                .map(HttpAnswer::timeEntry)
                .orElseGet(() -> HttpAnswer.unseen(entry.value()));
    }
}
