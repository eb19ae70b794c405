package dev.devledger.application.billing;

import org.jspecify.annotations.Nullable;

/** Which customers or services; null stands for all. {@code text} is looked for in name and notes, in any case. */
public record BillingFilter(
        @Nullable Boolean archived, @Nullable String text, boolean deleted) {}
