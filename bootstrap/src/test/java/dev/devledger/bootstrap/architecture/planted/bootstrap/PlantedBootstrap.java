package dev.devledger.bootstrap.architecture.planted.bootstrap;

import dev.devledger.bootstrap.architecture.planted.adapters.one.PlantedAdapter;

public final class PlantedBootstrap {
    public record Reached() {}

    record Wires(PlantedAdapter.Reached adapter) {}
}
