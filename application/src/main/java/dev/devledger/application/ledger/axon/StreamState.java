package dev.devledger.application.ledger.axon;

/** The state of a stream, in the place of all events that have made it. */
public record StreamState(Object state) {}
