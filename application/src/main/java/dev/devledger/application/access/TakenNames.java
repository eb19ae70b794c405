package dev.devledger.application.access;

/**
 * Names that the history has for somebody already, so that nobody else comes in under them, or under what looks like them: the
 * owner's and the ledger's own, those of connectors, those of access tokens and apps.
 */
@FunctionalInterface
public interface TakenNames {
    boolean isTaken(String actor);
}
