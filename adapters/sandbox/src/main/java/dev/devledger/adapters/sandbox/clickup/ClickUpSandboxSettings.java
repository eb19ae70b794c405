package dev.devledger.adapters.sandbox.clickup;

/** @param limitsRate whether too many calls are refused, as ClickUp refuses them */
public record ClickUpSandboxSettings(boolean limitsRate) {}
