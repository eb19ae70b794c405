package dev.devledger.adapters.mcp.trackingtime;

import dev.devledger.adapters.mcp.direct.DirectOrders;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.application.direct.NamedCalls;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotentCalls;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tools, through the same port and budget as the REST calls. */
@Configuration(proxyBeanMethods = false)
public class TrackingTimeToolsConfiguration {

    @Bean
    List<Tool> trackingTimeTools(NamedCalls trackingtime, IdempotencyStore answers) {
        return new TrackingTimeTools(trackingtime, new DirectOrders(new IdempotentCalls(answers))).all();
    }
}
