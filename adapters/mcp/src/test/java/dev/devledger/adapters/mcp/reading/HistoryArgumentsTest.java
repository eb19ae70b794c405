package dev.devledger.adapters.mcp.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.reading.GetHistory.HistoryArguments;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.sync.connector.CannedConnector;
import dev.devledger.application.sync.connector.Connectors;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryArgumentsTest {

    /** No key is looked up for that. */
    @Test
    void each_connector_is_a_channel() {
        Connectors connectors = new Connectors(
                List.of(new CannedConnector("ticktick", "TickTick"), new CannedConnector("other", "The other")));
        HistoryArguments arguments = new HistoryArguments(null, ZoneOffset.UTC, connectors);
        assertThat(ToolJson.object(arguments.declaration().input().json())
                        .at("/properties/channel/enum")
                        .valueStream()
                        .map(each -> each.asString("")))
                .containsExactly("rest", "mcp", "web", "ticktick", "other", "system");
    }
}
