package dev.devledger.domain.shared;

import java.util.UUID;

public record ChecklistItem(UUID id, String title, boolean done) {}
