package dev.devledger.application.person;

import org.jspecify.annotations.Nullable;

/** Which people; null stands for all. {@code text} is looked for in name and e-mail address, in any case. */
public record PersonFilter(
        @Nullable Boolean archived, @Nullable String text, boolean deleted) {}
