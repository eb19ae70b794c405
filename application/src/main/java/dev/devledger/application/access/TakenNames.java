package dev.devledger.application.access;

/**
 * Names that the history has for somebody already, so that nobody else comes in under them: the owner's and the ledger's own,
 * those of connectors, those of access tokens.
 */
@FunctionalInterface
public interface TakenNames {
    boolean isTaken(String actor);
}
