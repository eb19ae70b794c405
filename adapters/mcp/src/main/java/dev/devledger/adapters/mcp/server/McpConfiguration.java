package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.direct.DirectTools;
import dev.devledger.adapters.mcp.reading.ReadingTools;
import dev.devledger.adapters.mcp.server.PromptRegistration.CompletionRegistration;
import dev.devledger.adapters.mcp.server.ToolRegistration.ToolOrder;
import dev.devledger.adapters.mcp.time.TimeTools;
import dev.devledger.adapters.mcp.tool.Prompts;
import dev.devledger.adapters.mcp.tool.Prompts.Completions;
import dev.devledger.adapters.mcp.tool.Resources;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.adapters.mcp.writing.WritingTools;
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
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.ai.mcp.server.webmvc.transport.WebMvcStreamableServerTransportProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Configures the MCP server for agents, at {@code /mcp}. */
@Configuration(proxyBeanMethods = false)
public class McpConfiguration {
    /** The time that a client has to answer a request of the server; no code sends such a request yet. */
    private static final Duration CLIENT = Duration.ofSeconds(60);

    private final McpOffer offer;
    private final McpSettings settings;
    private final ToolRegistry tools;
    private final PlainMapper json;
    private final WebMvcStreamableServerTransportProvider transport;

    McpConfiguration(McpOffer offer, McpSettings settings, StoreOutage outage) {
        this.offer = offer;
        this.settings = settings;
        this.tools =
                new ToolRegistry(ToolOrder.sorted(offer.tools()), settings.toolsets(), settings.readOnly(), outage);
        this.json = new PlainMapper(McpJsonDefaults.getMapper(), tools.offered());
        this.transport = WebMvcStreamableServerTransportProvider.builder()
                .jsonMapper(json)
                .mcpEndpoint("/mcp")
                .contextExtractor(CallerContext::context)
                .build();
    }

    @Bean
    ToolRegistry toolRegistry() {
        return tools;
    }

    @Bean
    RouterFunction<ServerResponse> mcpRoutes() {
        return transport.getRouterFunction();
    }

    /** Runs calls on the thread of their request, to which the log's context and transactions are bound. */
    @Bean(destroyMethod = "closeGracefully")
    McpSyncServer mcpServer(ObjectProvider<McpServerCustomizer> customizers) throws IOException {
        ProtocolErrors failing = new ProtocolErrors(tools);
        ResourceRegistration reading = new ResourceRegistration(offer.resources(), failing);
        PromptRegistration prompting = new PromptRegistration(offer.prompts(), failing);
        CompletionRegistration completing = new CompletionRegistration(offer.completions(), failing);
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
                .tools(new ToolRegistration(tools).specifications())
                .addToolFilter((context, tool) ->
                        !tools.hides(tool.name(), CallerContext.known(context).access()))
                .resources(reading.listed())
                .resourceTemplates(reading.templates())
                .prompts(prompting.specifications())
                .completions(completing.specifications(offer.prompts(), offer.resources()));
        customizers.orderedStream().forEach(customizer -> customizer.customize(server));
        return server.build();
    }

    private static String instructions() throws IOException {
        return new ClassPathResource("instructions.txt", McpConfiguration.class)
                .getContentAsString(StandardCharsets.UTF_8)
                .strip();
    }

    /**
     * The settings of the server: {@code devledger.mcp} of docs/contract.md, section 2.
     *
     * @param readOnly true if tools that change data are not offered
     * @param version the server's version, as clients see it
     */
    public record McpSettings(Set<Toolset> toolsets, boolean readOnly, String version) {
        public McpSettings {
            toolsets = Set.copyOf(toolsets);
        }
    }

    /** Adds items to the server that no ledger has, such as the fixtures of the conformance suite. */
    @FunctionalInterface
    public interface McpServerCustomizer {
        void customize(McpServer.SyncSpecification<?> server);
    }

    /**
     * The tools, resources, prompts and completions that agents can use.
     *
     * @param tools the tools in any order, including tools that are not offered
     */
    public record McpOffer(List<Tool> tools, Resources resources, Prompts prompts, Completions completions) {
        public static McpOffer of(ToolPorts ports) {
            ReadingTools reading = new ReadingTools(ports);
            List<Tool> tools = Stream.of(
                            reading.all(),
                            new WritingTools(ports).all(),
                            new TimeTools(ports).all(),
                            DirectTools.all(ports))
                    .flatMap(List::stream)
                    .toList();
            return new McpOffer(tools, reading.resources(), reading.prompts(), reading.completions());
        }
    }
}
