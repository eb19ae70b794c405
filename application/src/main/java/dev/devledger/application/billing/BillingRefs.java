package dev.devledger.application.billing;

import dev.devledger.application.billing.BillingDirectory.Known;
import dev.devledger.application.query.DirectoryFilter;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.billing.BillingKind;
import dev.devledger.domain.billing.CustomerId;
import dev.devledger.domain.billing.ServiceId;
import dev.devledger.domain.shared.NameKey;
import dev.devledger.domain.shared.Rejection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The customer and the service that a project is to have, by what callers call them: a key, an id or a name. */
public record BillingRefs(BillingDirectory directory, BillingQueries queries) {
    private static final int SHOWN = 10;

    /**
     * What is archived or deleted stays where it is, and is not newly set.
     *
     * @param now the key of the one that the project has already; null for none
     */
    public CustomerId customer(String called, @Nullable String now) {
        return new CustomerId(one(BillingKind.CUSTOMER, called, now).id().value());
    }

    /** As {@link #customer}. */
    public ServiceId service(String called, @Nullable String now) {
        return new ServiceId(one(BillingKind.SERVICE, called, now).id().value());
    }

    /** Whether a file of another ledger, whose keys are those of others, means one that a project can newly get. */
    public boolean isNamed(BillingKind kind, String name) {
        return directory
                .named(kind, NameKey.of(name.strip()))
                .filter(each -> find(kind, name.strip()).equals(Optional.of(each)))
                .filter(each -> !each.archived())
                .isPresent();
    }

    private Known one(BillingKind kind, String called, @Nullable String now) {
        String text = called.strip();
        Known known = find(kind, text).orElseThrow(() -> Rejection.invalid(kind.word(), none(kind)));
        if ((known.archived() || known.deleted()) && !known.key().toString().equals(now)) {
            throw Rejection.invalid(
                    kind.word(),
                    "is " + known.key() + ", which is " + (known.deleted() ? "deleted" : "archived")
                            + "; no project newly gets it");
        }
        return known;
    }

    private Optional<Known> find(BillingKind kind, String text) {
        return directory.find(kind, text).or(() -> directory.named(kind, NameKey.of(text)));
    }

    private String none(BillingKind kind) {
        Page<BillingView> first = queries.list(kind, DirectoryFilter.CURRENT, new PageRequest(SHOWN, null));
        String known = first.items().isEmpty()
                ? "there is none yet"
                : first.items().stream()
                        .map(each -> each.key() + " " + each.name())
                        .collect(Collectors.joining(", ", "", first.nextCursor() == null ? "" : " and more"));
        return "is no " + kind.word() + "; the key or the name of one is expected: " + known;
    }
}
