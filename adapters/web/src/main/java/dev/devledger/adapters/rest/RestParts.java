package dev.devledger.adapters.rest;

import dev.devledger.adapters.rest.billing.BillingCalls;
import dev.devledger.adapters.rest.feed.LedgerFeed;
import dev.devledger.adapters.rest.feed.LongWork;
import dev.devledger.adapters.rest.feed.ReplayNews;
import dev.devledger.adapters.rest.feed.SyncNews;
import dev.devledger.adapters.rest.feed.UndoNews;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.imports.KnownImports;
import dev.devledger.adapters.rest.resource.AsOf;
import dev.devledger.adapters.rest.resource.HistoryFilters;
import dev.devledger.adapters.rest.resource.ProjectFields;
import dev.devledger.adapters.rest.resource.TaskFields;
import dev.devledger.adapters.rest.time.TimeEntryFields;
import dev.devledger.adapters.rest.time.TimeQuery;
import java.util.List;

/** What several resources are made of. */
final class RestParts {
    final RestPorts ports;
    final LedgerFeed feed;
    final IdempotentWrites writes;
    final AsOf past;
    final ProjectFields projectFields;
    final TaskFields taskFields;
    final HistoryFilters filters;
    final BillingCalls billing;
    final TimeEntryFields entryFields;
    final TimeQuery entryQuery;

    RestParts(RestPorts ports, LedgerFeed feed) {
        this.ports = ports;
        this.feed = feed;
        this.writes = new IdempotentWrites(ports.ledger(), ports.idempotencyStore());
        this.past = new AsOf(ports.moments(), ports.zone());
        this.projectFields =
                new ProjectFields(ports.zone(), ports.reservedTags(), ports.placementRules(), ports.billingRefs());
        this.taskFields = new TaskFields(ports.zone(), ports.assignees(), ports.dependencyRefs());
        this.filters = new HistoryFilters(
                ports.projectQueries(),
                ports.taskQueries(),
                ports.personQueries(),
                ports.billingQueries(),
                ports.timeEntryQueries(),
                ports.zone());
        this.billing = new BillingCalls(
                ports.billingItems(), ports.billingQueries(), ports.historyQueries(), filters, writes, past);
        this.entryFields = new TimeEntryFields(ports.bookedOn(), ports.zone());
        this.entryQuery = new TimeQuery(ports.bookedOn(), ports.zone());
    }

    /** Long work is asked for late: some of it writes to the ledger, which tells the feed of each write. */
    static LedgerFeed feed(RestPorts ports) {
        return new LedgerFeed(
                ports.historyQueries(), ports.moments(), () -> longWork(ports).iterator(), ports.storeOutage());
    }

    private static List<LongWork> longWork(RestPorts ports) {
        return List.of(
                new KnownImports(ports.importRuns(), ports.clock()),
                new SyncNews(ports.syncs()),
                new ReplayNews(ports.replays()),
                new UndoNews(ports.longWrites(), ports.clock()));
    }
}
