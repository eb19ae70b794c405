package dev.devledger.application.ledger.axon;

/** The state of a stream, which stands for all the events that led to it. */
public record StreamState(Object state) {}
