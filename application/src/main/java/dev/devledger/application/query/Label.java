package dev.devledger.application.query;

import java.util.UUID;

/** What people and agents call a project or a task by. */
public record Label(UUID id, String key, String name) {}
