package dev.devledger.adapters.mcp.ticktick;

import dev.devledger.adapters.mcp.direct.DirectOrders;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.application.direct.PassThrough;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotentCalls;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The nine tools, through the same port and budget as the nine REST calls. */
@Configuration(proxyBeanMethods = false)
public class TickTickToolsConfiguration {

    @Bean
    List<Tool> tickTickTools(PassThrough ticktick, IdempotencyStore answers) {
        return new TickTickTools(ticktick, new DirectOrders(new IdempotentCalls(answers))).all();
    }
}
