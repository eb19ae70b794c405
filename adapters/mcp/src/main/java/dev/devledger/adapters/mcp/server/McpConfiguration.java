package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.tool.Completions;
import dev.devledger.adapters.mcp.tool.Prompts;
import dev.devledger.adapters.mcp.tool.Resources;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.application.ledger.StoreOutage;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.ai.mcp.server.webmvc.transport.WebMvcStreamableServerTransportProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The door for agents, at {@code /mcp}. */
@Configuration(proxyBeanMethods = false)
public class McpConfiguration {
    /** How long a client may think about what it is asked; nothing asks it so far. */
    private static final Duration CLIENT = Duration.ofSeconds(60);

    /** @param families tools that are made together */
    @Bean
    ToolRegistry toolRegistry(
            ObjectProvider<Tool> tools, ObjectProvider<List<Tool>> families, McpSettings settings, StoreOutage outage) {
        List<Tool> all = Stream.concat(tools.stream(), families.stream().flatMap(List::stream))
                .toList();
        return new ToolRegistry(ToolOrder.sorted(all), settings.toolsets(), settings.readOnly(), outage);
    }

    @Bean
    PlainMapper plainMapper(ToolRegistry tools) {
        return new PlainMapper(McpJsonDefaults.getMapper(), tools.offered());
    }

    @Bean
    WebMvcStreamableServerTransportProvider mcpTransport(PlainMapper json) {
        return WebMvcStreamableServerTransportProvider.builder()
                .jsonMapper(json)
                .mcpEndpoint("/mcp")
                .contextExtractor(Callers::context)
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> mcpRoutes(WebMvcStreamableServerTransportProvider transport) {
        return transport.getRouterFunction();
    }

    /** Calls run on the thread of their request, so that what is bound to it holds: the log's context, transactions. */
    @Bean(destroyMethod = "closeGracefully")
    McpSyncServer mcpServer(
            WebMvcStreamableServerTransportProvider transport,
            PlainMapper json,
            ToolRegistry tools,
            ObjectProvider<Resources> resources,
            ObjectProvider<Prompts> prompts,
            ObjectProvider<Completions> completions,
            ObjectProvider<McpServerCustomizer> customizers,
            McpSettings settings)
            throws IOException {
        Failing failing = new Failing(tools);
        McpServer.SyncSpecification<?> server = McpServer.sync(transport)
                .serverInfo(Implementation.builder("devledger", settings.version())
                        .title("Devledger")
                        .build())
                .instructions(instructions())
                .capabilities(ServerCapabilities.builder()
                        .tools(false)
                        .resources(false, false)
                        .prompts(false)
                        .completions()
                        .build())
                .requestTimeout(CLIENT)
                .strictToolNameValidation(true)
                .validateToolInputs(false)
                .immediateExecution(true)
                .jsonMapper(json)
                .tools(new Tools(tools).specifications())
                .addToolFilter((context, tool) ->
                        !tools.hides(tool.name(), Callers.known(context).access()));
        resources.ifAvailable(all -> {
            Reading reading = new Reading(all, failing);
            server.resources(reading.listed()).resourceTemplates(reading.templates());
        });
        prompts.ifAvailable(all -> server.prompts(new Prompting(all, failing).specifications()));
        completions.ifAvailable(all -> server.completions(
                new Completing(all, failing).specifications(prompts.getObject(), resources.getObject())));
        customizers.orderedStream().forEach(customizer -> customizer.customize(server));
        return server.build();
    }

    private static String instructions() throws IOException {
        return new ClassPathResource("instructions.txt", McpConfiguration.class)
                .getContentAsString(StandardCharsets.UTF_8)
                .strip();
    }
}
