package dev.devledger.bootstrap.architecture.planted.application.sync.plan;

/** Stands where only the sync looks, and is shown to others. */
public record SyncPlan() {}
