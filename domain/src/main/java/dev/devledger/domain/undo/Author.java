package dev.devledger.domain.undo;

import java.util.UUID;

/** Who changed something, and in which change set. */
public record Author(String actor, UUID changeSet) {}
