package dev.devledger.application.ledger.axon;

/** In the place of all events of a stream: the state that they have made. */
public record StreamState(Object state) {}
