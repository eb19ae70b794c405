package dev.devledger.adapters.sandbox.trackingtime;

/** @param limitsRate whether too many calls are refused, where a test has set a limit: TrackingTime has told none */
public record TrackingTimeSandboxSettings(boolean limitsRate) {}
