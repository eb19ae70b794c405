package dev.devledger.adapters.mcp.ticktick;

import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotentCalls;
import dev.devledger.application.ticktick.TickTickPassThrough;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The nine tools, through the same port and budget as the nine REST calls. */
@Configuration(proxyBeanMethods = false)
public class TickTickToolsConfiguration {

    @Bean
    TickTickTools tickTickTools(TickTickPassThrough ticktick, IdempotencyStore answers) {
        return new TickTickTools(ticktick, new TickTickOrders(new IdempotentCalls(answers)));
    }

    @Bean
    Tool tickTickListProjects(TickTickTools tools) {
        return tools.listProjects();
    }

    @Bean
    Tool tickTickGetProject(TickTickTools tools) {
        return tools.getProject();
    }

    @Bean
    Tool tickTickCreateProject(TickTickTools tools) {
        return tools.createProject();
    }

    @Bean
    Tool tickTickUpdateProject(TickTickTools tools) {
        return tools.updateProject();
    }

    @Bean
    Tool tickTickDeleteProject(TickTickTools tools) {
        return tools.deleteProject();
    }

    @Bean
    Tool tickTickCreateTask(TickTickTools tools) {
        return tools.createTask();
    }

    @Bean
    Tool tickTickUpdateTask(TickTickTools tools) {
        return tools.updateTask();
    }

    @Bean
    Tool tickTickCompleteTask(TickTickTools tools) {
        return tools.completeTask();
    }

    @Bean
    Tool tickTickDeleteTask(TickTickTools tools) {
        return tools.deleteTask();
    }
}
