package dev.devledger.bootstrap.architecture.planted.adapters.one;

import dev.devledger.bootstrap.architecture.planted.adapters.two.Neighbour;
import dev.devledger.bootstrap.architecture.planted.application.PlantedApplication;
import dev.devledger.bootstrap.architecture.planted.bootstrap.PlantedBootstrap;
import java.sql.Connection;

public final class PlantedAdapter {
    public record Reached(PlantedApplication.Reached application, Connection connection) {}

    record ReachesItsNeighbour(Neighbour neighbour) {}

    record ReachesBootstrap(PlantedBootstrap.Reached bootstrap) {}
}
