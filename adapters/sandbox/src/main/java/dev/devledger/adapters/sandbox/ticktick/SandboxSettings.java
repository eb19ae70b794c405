package dev.devledger.adapters.sandbox.ticktick;

/** @param limitsRate whether too many calls are refused, as TickTick refuses them */
public record SandboxSettings(boolean limitsRate) {}
