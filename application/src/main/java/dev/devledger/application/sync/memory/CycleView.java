package dev.devledger.application.sync.memory;

/** A cycle among those of all connectors. */
public record CycleView(String connector, Cycles.Cycle cycle) {}
