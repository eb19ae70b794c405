package dev.devledger.application.projection;

/**
 * A row as it was until an event changed it.
 *
 * @param until the position of that event
 */
public record Superseded<R>(R row, long until) {}
