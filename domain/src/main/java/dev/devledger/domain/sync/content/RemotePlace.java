package dev.devledger.domain.sync.content;

import org.jspecify.annotations.Nullable;

/**
 * What something is below at a remote, as people know it: a remote id says nothing to them, and may be gone when they answer.
 *
 * @param entity the project or task that it is in the ledger; null where it is none
 */
public record RemotePlace(RemoteRef object, @Nullable EntityRef entity) {}
