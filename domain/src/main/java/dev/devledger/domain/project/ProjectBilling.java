package dev.devledger.domain.project;

import dev.devledger.domain.billing.CustomerId;
import dev.devledger.domain.billing.ServiceId;
import dev.devledger.domain.shared.SetTo;
import org.jspecify.annotations.Nullable;

/**
 * Whom a project is for, and as what it is billed.
 *
 * @param billable whether the time that is worked on it is to be paid, unless it is said otherwise
 */
public record ProjectBilling(
        @Nullable CustomerId customer, @Nullable ServiceId service, boolean billable) {
    public static final ProjectBilling NONE = new ProjectBilling(null, null, false);
}
