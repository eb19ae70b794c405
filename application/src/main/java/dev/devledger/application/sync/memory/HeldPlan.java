package dev.devledger.application.sync.memory;

/** What a guard holds among that of all connectors. */
public record HeldPlan(String connector, ApprovalView view) {}
