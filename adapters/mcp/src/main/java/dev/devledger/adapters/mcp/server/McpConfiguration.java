package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.app.AppPage;
import dev.devledger.adapters.mcp.app.Show;
import dev.devledger.adapters.mcp.direct.DirectTools;
import dev.devledger.adapters.mcp.guard.SessionCheck.OpenSessions;
import dev.devledger.adapters.mcp.modern.ModernDoor;
import dev.devledger.adapters.mcp.modern.ModernDoor.Method;
import dev.devledger.adapters.mcp.modern.ModernMethods;
import dev.devledger.adapters.mcp.modern.ModernMethods.Card;
import dev.devledger.adapters.mcp.modern.RequestState.Signer;
import dev.devledger.adapters.mcp.modern.Subscriptions;
import dev.devledger.adapters.mcp.reading.ReadingTools;
import dev.devledger.adapters.mcp.server.CallerContext.ProtocolErrors;
import dev.devledger.adapters.mcp.server.McpConfiguration.PromptRegistration.CompletionRegistration;
import dev.devledger.adapters.mcp.server.ToolRegistration.ToolOrder;
import dev.devledger.adapters.mcp.time.TimeTools;
import dev.devledger.adapters.mcp.tool.Resources;
import dev.devledger.adapters.mcp.tool.Resources.Resource;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Prompts;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Prompts.Completions;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Prompts.Prompt;
import dev.devledger.adapters.mcp.writing.WritingTools;
import dev.devledger.application.connection.AccountTokens.SecretStore;
import dev.devledger.application.ledger.Ledger.StoreOutage;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CompleteReference;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult.CompleteCompletion;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceReference;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.mcp.server.webmvc.transport.WebMvcStreamableServerTransportProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Configures the MCP server for agents, at {@code /mcp}. */
@Configuration(proxyBeanMethods = false)
public class McpConfiguration {
    private static final String PATH = "/mcp";
    private static final String NAME = "devledger";
    private static final String TITLE = "Devledger";

    private static final McpJsonMapper SDK = McpJsonDefaults.getMapper();

    /** The time that a client has to answer a request of the server, which a person answers. */
    private static final Duration CLIENT = Duration.ofMinutes(5);

    private final McpOffer offer;
    private final McpSettings settings;
    private final SecretStore secrets;
    private final InstantSource clock;
    private final ToolRegistry tools;
    private final PlainMapper json;
    private final WebMvcStreamableServerTransportProvider transport;

    McpConfiguration(
            McpOffer offer, McpSettings settings, StoreOutage outage, SecretStore secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
        this.offer = offer;
        this.settings = settings;
        this.tools =
                new ToolRegistry(ToolOrder.sorted(offer.tools()), settings.toolsets(), settings.readOnly(), outage);
        this.json = new PlainMapper(SDK, tools.offered());
        this.transport = WebMvcStreamableServerTransportProvider.builder()
                .jsonMapper(json)
                .mcpEndpoint(PATH)
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
        ResourceRegistration reading = new ResourceRegistration(offer.resources(), offer.page(), failing);
        PromptRegistration prompting = new PromptRegistration(offer.prompts(), failing);
        CompletionRegistration completing = new CompletionRegistration(offer.completions(), failing);
        McpServer.SyncSpecification<?> server = McpServer.sync(transport)
                .serverInfo(Implementation.builder(NAME, settings.version())
                        .title(TITLE)
                        .icons(List.of(SDK.convertValue(icon(), McpSchema.Icon.class)))
                        .build())
                .instructions(instructions())
                .capabilities(ServerCapabilities.builder()
                        .tools(false)
                        .resources(true, true)
                        .prompts(false)
                        .completions()
                        .extensions(Map.of(AppPage.EXTENSION, Map.of()))
                        .build())
                .requestTimeout(CLIENT)
                .strictToolNameValidation(true)
                .validateToolInputs(false)
                .immediateExecution(true)
                .jsonMapper(json)
                .tools(new ToolRegistration(tools).specifications())
                .addToolFilter((context, tool) ->
                        !tools.hides(tool.name(), CallerContext.known(context).access())
                                && (tool.meta() == null || CallerContext.shows(context)))
                .resources(reading.listed())
                .resourceTemplates(reading.templates())
                .prompts(prompting.specifications())
                .completions(completing.specifications(offer.prompts(), offer.resources()));
        customizers.orderedStream().forEach(customizer -> customizer.customize(server));
        return server.build();
    }

    /** Registers the door of the newest revision behind all checks. */
    @Bean
    FilterRegistrationBean<ModernDoor> mcpModernDoor(
            ObjectProvider<McpServerCustomizer> customizers, Subscriptions subscriptions) throws IOException {
        Map<String, Object> server = Map.of("name", NAME, "title", TITLE, "version", settings.version());
        Map<String, Method> methods = new ModernMethods(
                        tools,
                        offer.resources(),
                        offer.prompts(),
                        offer.completions(),
                        offer.page(),
                        new Card(withIcon(server), instructions()),
                        new Signer(secrets, clock),
                        subscriptions)
                .all();
        customizers.orderedStream().forEach(customizer -> customizer.customize(methods));
        FilterRegistrationBean<ModernDoor> door = new FilterRegistrationBean<>(new ModernDoor(methods, server));
        door.addUrlPatterns(PATH);
        door.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 200);
        return door;
    }

    /** Registers the resources of sessions in front of the SDK. */
    @Bean
    FilterRegistrationBean<SessionResources> mcpSessionResources(SessionResources resources) {
        FilterRegistrationBean<SessionResources> registration = new FilterRegistrationBean<>(resources);
        registration.addUrlPatterns(PATH);
        registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 250);
        return registration;
    }

    @Bean
    SessionResources sessionResources(McpSyncServer server, OpenSessions sessions) {
        return new SessionResources(server, offer.resources(), sessions, new ProtocolErrors(tools));
    }

    private static Map<String, Object> withIcon(Map<String, Object> server) throws IOException {
        Map<String, Object> whole = new LinkedHashMap<>(server);
        whole.put("icons", List.of(icon()));
        return whole;
    }

    /** Returns the icon of the pages, inline: a client may not reach this server from where it shows icons. */
    private static Map<String, Object> icon() throws IOException {
        byte[] svg = new ClassPathResource("/static/favicon.svg").getContentAsByteArray();
        return Map.of(
                "src",
                "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg),
                "mimeType",
                "image/svg+xml",
                "sizes",
                List.of("any"));
    }

    @Bean
    Subscriptions mcpSubscriptions() {
        return new Subscriptions(offer.resources());
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

        /** @param modern the methods of the revision 2026-07-28, by name */
        default void customize(Map<String, Method> modern) {}
    }

    /**
     * The tools, resources, prompts and completions that agents can use.
     *
     * @param tools the tools in any order, including tools that are not offered
     */
    public record McpOffer(
            List<Tool> tools, Resources resources, Prompts prompts, Completions completions, AppPage page) {
        public static McpOffer of(ToolPorts ports) {
            ReadingTools reading = new ReadingTools(ports);
            List<Tool> tools = Stream.of(
                            reading.all(),
                            List.<Tool>of(new Show(ports)),
                            new WritingTools(ports).all(),
                            new TimeTools(ports).all(),
                            DirectTools.all(ports))
                    .flatMap(List::stream)
                    .toList();
            AppPage page = AppPage.of(ports.pageParts().styles());
            return new McpOffer(tools, reading.resources(), reading.prompts(), reading.completions(), page);
        }
    }

    /** Registers the resources with the SDK. */
    record ResourceRegistration(Resources resources, AppPage page, ProtocolErrors failing) {
        List<SyncResourceSpecification> listed() {
            return Stream.concat(resources.listed().stream().map(this::listed), Stream.of(shown()))
                    .toList();
        }

        List<SyncResourceTemplateSpecification> templates() {
            return resources.templates().stream().map(this::template).toList();
        }

        private SyncResourceSpecification listed(Resource resource) {
            return new SyncResourceSpecification(
                    SDK.convertValue(resource.listed(), McpSchema.Resource.class),
                    (exchange, request) -> read(exchange, request));
        }

        private SyncResourceTemplateSpecification template(Resource resource) {
            return new SyncResourceTemplateSpecification(
                    SDK.convertValue(resource.listedTemplate(), McpSchema.ResourceTemplate.class),
                    (exchange, request) -> read(exchange, request));
        }

        private SyncResourceSpecification shown() {
            ReadResourceResult read = ReadResourceResult.builder(
                            List.of(SDK.convertValue(page.content(), TextResourceContents.class)))
                    .build();
            return new SyncResourceSpecification(
                    SDK.convertValue(AppPage.listed(), McpSchema.Resource.class), (exchange, request) -> read);
        }

        private ReadResourceResult read(McpSyncServerExchange exchange, ReadResourceRequest request) {
            String uri = request.uri();
            String markdown = failing.<@Nullable String>plainly("resource " + uri, () -> CallerContext.of(exchange)
                    .<@Nullable String>reading(() -> resources.read(uri)));
            if (markdown == null) {
                throw McpError.RESOURCE_NOT_FOUND.apply(uri);
            }
            return ReadResourceResult.builder(List.of(TextResourceContents.builder(uri, markdown)
                            .mimeType(Resource.MARKDOWN)
                            .build()))
                    .build();
        }
    }

    /** Registers the prompts with the SDK. */
    record PromptRegistration(Prompts prompts, ProtocolErrors failing) {
        List<SyncPromptSpecification> specifications() {
            return prompts.all().stream().map(this::specification).toList();
        }

        private SyncPromptSpecification specification(Prompt prompt) {
            return new SyncPromptSpecification(
                    SDK.convertValue(prompt.listed(), McpSchema.Prompt.class),
                    (exchange, request) -> get(exchange, prompt, request));
        }

        private GetPromptResult get(McpSyncServerExchange exchange, Prompt prompt, GetPromptRequest request) {
            Map<String, String> arguments = arguments(request);
            String text = failing.plainly("prompt " + prompt.name(), () -> {
                prompt.require(arguments);
                return CallerContext.of(exchange).reading(() -> prompts.text(prompt.name(), arguments));
            });
            TextContent content = TextContent.builder(text).build();
            return GetPromptResult.builder(
                            List.of(PromptMessage.builder(Role.USER, content).build()))
                    .description(prompt.description())
                    .build();
        }

        private static Map<String, String> arguments(GetPromptRequest request) {
            Map<String, String> arguments = new LinkedHashMap<>();
            Map<String, Object> given = request.arguments();
            if (given != null) {
                given.forEach((name, value) -> {
                    if (value != null) {
                        arguments.put(name, value.toString());
                    }
                });
            }
            return arguments;
        }

        /** Registers the completion of arguments with the SDK, for each prompt and each template separately. */
        record CompletionRegistration(Completions completions, ProtocolErrors failing) {
            /** The most completions that the protocol allows. */
            private static final int MOST = 100;

            List<SyncCompletionSpecification> specifications(Prompts prompts, Resources resources) {
                Stream<CompleteReference> ofPrompts =
                        prompts.all().stream().map(prompt -> new PromptReference(prompt.name()));
                Stream<CompleteReference> ofTemplates =
                        resources.templates().stream().map(template -> new ResourceReference(template.uri()));
                return Stream.concat(ofPrompts, ofTemplates)
                        .map(reference -> new SyncCompletionSpecification(
                                reference, (exchange, request) -> complete(exchange, request)))
                        .toList();
            }

            private CompleteResult complete(McpSyncServerExchange exchange, CompleteRequest request) {
                String argument = request.argument().name();
                String typed = request.argument().value();
                List<String> values = failing.plainly("completion of " + argument, () -> CallerContext.of(exchange)
                        .reading(() -> completions.of(argument, typed == null ? "" : typed)));
                return new CompleteResult(
                        new CompleteCompletion(values.stream().limit(MOST).toList()));
            }
        }
    }
}
