package dev.devledger.adapters.rest.billing;

import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.resource.AsOf;
import dev.devledger.adapters.rest.resource.HistoryFilters;
import dev.devledger.application.billing.BillingItems;
import dev.devledger.application.billing.BillingQueries;
import dev.devledger.application.history.HistoryQueries;

/** What the requests are answered with. */
public record BillingCalls(
        BillingItems items,
        BillingQueries queries,
        HistoryQueries history,
        HistoryFilters filters,
        IdempotentWrites writes,
        AsOf past) {}
