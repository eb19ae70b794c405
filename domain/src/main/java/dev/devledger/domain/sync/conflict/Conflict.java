package dev.devledger.domain.sync.conflict;

import dev.devledger.domain.sync.link.SyncLinkId;
import org.jspecify.annotations.Nullable;

/** What the decisions on a conflict need to know of its past. */
public sealed interface Conflict {
    record Unknown() implements Conflict {}

    /** It waits for a person, or a policy has settled it and a person may still turn it round. */
    record Raised(SyncLinkId link, Dispute dispute) implements Conflict {}

    record Resolved(
            SyncLinkId link, Choice choice, @Nullable String value) implements Conflict {}

    /** Nothing is left to decide. */
    record Obsolete(SyncLinkId link) implements Conflict {}
}
