package dev.devledger.domain.undo;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who changed something, and in which change set.
 *
 * @param agent who of those that share the actor, where the write said so
 */
public record Author(String actor, @Nullable String agent, UUID changeSet) {}
