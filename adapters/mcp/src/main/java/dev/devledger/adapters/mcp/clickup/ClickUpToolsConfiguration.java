package dev.devledger.adapters.mcp.clickup;

import dev.devledger.adapters.mcp.direct.DirectOrders;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotentCalls;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tools, through the same port and budget as the REST calls. */
@Configuration(proxyBeanMethods = false)
public class ClickUpToolsConfiguration {

    @Bean
    List<Tool> clickUpTools(DirectCalls clickup, IdempotencyStore answers) {
        return new ClickUpTools(clickup, new DirectOrders(new IdempotentCalls(answers))).all();
    }
}
