package dev.devledger.bootstrap.architecture.planted.adapters.one;

import dev.devledger.bootstrap.architecture.planted.adapters.two.Neighbour;
import dev.devledger.bootstrap.architecture.planted.application.PlantedApplication;
import dev.devledger.bootstrap.architecture.planted.application.sync.plan.Planned;
import dev.devledger.bootstrap.architecture.planted.application.sync.record.Mark;
import dev.devledger.bootstrap.architecture.planted.bootstrap.PlantedBootstrap;
import io.modelcontextprotocol.server.McpSyncServer;
import java.sql.Connection;
import org.springframework.ai.mcp.server.webmvc.transport.WebMvcStreamableServerTransportProvider;

public final class PlantedAdapter {
    public record Reached(PlantedApplication.Reached application, Connection connection) {}

    record ReachesItsNeighbour(Neighbour neighbour) {}

    record OnTheSdk(McpSyncServer server) {}

    record OnItsTransport(WebMvcStreamableServerTransportProvider transport) {}

    record PastTheDoor(Planned.Order order) {}

    record IntoTheRecord(Mark mark) {}

    record ReachesBootstrap(PlantedBootstrap.Reached bootstrap) {}
}
