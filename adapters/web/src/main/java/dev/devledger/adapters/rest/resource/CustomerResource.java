package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.AsOf;
import dev.devledger.adapters.rest.http.FieldReader;
import dev.devledger.adapters.rest.http.HistoryFilters;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.ByAgent;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.BillingQueries;
import dev.devledger.application.directory.BillingQueries.BillingView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingId;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.field.Patch;
import dev.devledger.domain.shared.Rejection;
import java.util.Set;
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
@RequestMapping(path = "/api/customers", produces = MediaType.APPLICATION_JSON_VALUE)
public final class CustomerResource extends BillingResource {
    public CustomerResource(BillingCalls calls) {
        super(BillingKind.CUSTOMER, calls);
    }
}
