package dev.devledger.application.sync.pull;

import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.field.Patch;
import dev.devledger.application.billing.BillingItems;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.billing.BillingKind;
import dev.devledger.domain.billing.CustomerId;
import dev.devledger.domain.billing.ServiceId;
import dev.devledger.domain.project.ProjectBilling;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import org.jspecify.annotations.Nullable;

/** Whom a project is for and as what it is billed, as a service has it: by name. Who is not known here yet is made. */
public record Billed(BillingItems items, ChangeSet changes) {

    public Patch<ProjectDetails> after(CanonicalChanges said) {
        Patch<ProjectDetails> patch = Patch.none();
        if (said.customer() != null) {
            patch = patch.set(ProjectDetails.CUSTOMER, customer(said.customer().to()));
        }
        return said.service() == null ? patch : patch.set(ProjectDetails.SERVICE, service(said.service().to()));
    }

    public ProjectBilling of(Canonical content) {
        return new ProjectBilling(customer(content.customer()), service(content.service()), false);
    }

    private @Nullable CustomerId customer(@Nullable String name) {
        return name == null
                ? null
                : new CustomerId(
                        items.called(changes, BillingKind.CUSTOMER, name).value());
    }

    private @Nullable ServiceId service(@Nullable String name) {
        return name == null
                ? null
                : new ServiceId(items.called(changes, BillingKind.SERVICE, name).value());
    }
}
