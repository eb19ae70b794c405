package dev.devledger.adapters.rest.directory;

import dev.devledger.adapters.rest.http.FieldReader;
import dev.devledger.adapters.rest.http.HistoryFilters;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.AsOf;
import dev.devledger.adapters.rest.http.RequestArguments.ByAgent;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.BillingItems.BillingQueries;
import dev.devledger.application.directory.BillingItems.BillingQueries.BillingView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingId;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.field.EntityKind.Patch;
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

/** The requests for customers and services, which differ only in their paths. */
public abstract class BillingResource {
    private static final Set<String> READ_ONLY =
            Set.of("id key createdAt updatedAt deletedAt version links".split(" "));

    private final BillingKind kind;
    private final BillingCalls calls;

    BillingResource(BillingKind kind, BillingCalls calls) {
        this.kind = kind;
        this.calls = calls;
    }

    @PostMapping
    HttpAnswer create(@ByAgent WriteRequest call) {
        call.requireNoVersion();
        JsonFields body = call.body().readOnly(READ_ONLY);
        body.require("name");
        BillingDetails details =
                BillingDetails.KIND.edited(BillingDetails.named(""), new FieldReader<>(BillingDetails.KIND).read(body));
        body.addRules(details::violations);
        body.rejectIfAny();
        return calls.writes().change(call, null, changes -> items().create(changes, kind, details), this::answerNew);
    }

    private HttpAnswer answerNew(BillingId id) {
        return calls.queries()
                .find(kind, id.value().toString())
                .map(HttpAnswer::billing)
                .orElseGet(() -> HttpAnswer.unseen(id.value()))
                .created("/api/" + kind.word() + "s/" + id.value());
    }

    @GetMapping
    HttpAnswer list(QueryParameters query) {
        DirectoryFilter filter = DirectoryFilter.read(query);
        PageRequest page = query.page();
        Long then = calls.past().position(query);
        query.rejectIfAny();
        return AsOf.marked(HttpAnswer.page(at(then).list(kind, filter, page)), then);
    }

    @GetMapping("/{id}")
    HttpAnswer read(@PathVariable("id") String id, QueryParameters query) {
        Long then = calls.past().position(query);
        query.rejectIfAny();
        BillingView now = found(id);
        return AsOf.marked(HttpAnswer.billing(at(then).find(kind, id).orElseThrow(() -> notThen(now))), then);
    }

    private static Rejection notThen(BillingView now) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND, now.key() + " did not exist yet: it was created at " + now.createdAt() + ".");
    }

    private BillingQueries at(@Nullable Long then) {
        return then == null ? calls.queries() : calls.queries().asOf(then);
    }

    @PatchMapping("/{id}")
    HttpAnswer edit(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        JsonFields body = call.patch().readOnly(READ_ONLY);
        Patch<BillingDetails> edit = new FieldReader<>(BillingDetails.KIND).read(body);
        body.addRules(() -> BillingDetails.violations(edit));
        body.rejectIfAny();
        return calls.writes()
                .change(
                        call,
                        null,
                        changes -> items().edit(changes, kind, id, edit, call.expectedVersion(version(id))),
                        this::answer);
    }

    @DeleteMapping("/{id}")
    HttpAnswer delete(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        call.optionalBody().rejectIfAny();
        return calls.writes()
                .change(
                        call,
                        null,
                        changes -> items().delete(changes, kind, id, call.expectedVersion(version(id))),
                        this::answer);
    }

    @PostMapping("/{id}/restore")
    HttpAnswer restore(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        JsonFields body = call.optionalBody();
        String reason = body.reason();
        body.rejectIfAny();
        return calls.writes()
                .change(
                        call,
                        reason,
                        changes -> items().restore(changes, kind, id, call.expectedVersion(version(id))),
                        this::answer);
    }

    @GetMapping("/{id}/history")
    HttpAnswer history(@PathVariable("id") String id, QueryParameters query) {
        PageRequest page = query.page();
        UUID item = found(id).id();
        HistoryFilter filter = calls.filters().of(query, item, false);
        query.rejectIfAny();
        return HttpAnswer.page(calls.history().list(filter, page));
    }

    private BillingItems items() {
        return calls.items();
    }

    private HttpAnswer answer(BillingId id) {
        return HttpAnswer.billing(found(id.value().toString()));
    }

    private BillingView found(String idOrKey) {
        return calls.queries().find(kind, idOrKey).orElseThrow(() -> BillingItems.unknown(kind, idOrKey));
    }

    private Supplier<@Nullable Long> version(String idOrKey) {
        return () ->
                calls.queries().find(kind, idOrKey).map(BillingView::version).orElse(null);
    }

    /** The services and queries that the requests use. */
    public record BillingCalls(
            BillingItems items,
            BillingQueries queries,
            HistoryQueries history,
            HistoryFilters filters,
            IdempotentWrites writes,
            AsOf past) {}

    @Controller
    @RequestMapping(path = "/api/customers", produces = MediaType.APPLICATION_JSON_VALUE)
    public static final class CustomerResource extends BillingResource {
        public CustomerResource(BillingCalls calls) {
            super(BillingKind.CUSTOMER, calls);
        }
    }

    @Controller
    @RequestMapping(path = "/api/services", produces = MediaType.APPLICATION_JSON_VALUE)
    public static final class ServiceResource extends BillingResource {
        public ServiceResource(BillingCalls calls) {
            super(BillingKind.SERVICE, calls);
        }
    }
}
