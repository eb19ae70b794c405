package dev.devledger.adapters.sandbox;

/** @param limitsRate whether too many calls are refused, as TickTick refuses them */
public record SandboxSettings(boolean limitsRate) {}
