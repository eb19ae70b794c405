package dev.devledger.adapters.sandbox.kernel;

import java.util.function.Predicate;

/**
 * @param limitsRate whether too many calls are refused, as the service refuses them
 * @param owner says which tokens and passwords, beside the sandbox's own, are those of whom it belongs to; called from
 *     any thread
 */
public record SandboxSettings(boolean limitsRate, Predicate<String> owner) {}
