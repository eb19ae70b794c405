package dev.devledger.adapters.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.rest.direct.DirectPaths;
import dev.devledger.adapters.rest.http.RequestId;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.TransformedResource;
import org.springframework.web.util.ForwardedHeaderUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.webjars.WebJarVersionLocator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The API's description and the page that shows it. The page is Devledger's own and replaces Swagger UI's page, which
 * phones show as wide as a desktop's screen.
 */
@Controller
public final class ApiPage {
    private static final String DOCUMENT = "/v3/api-docs";
    private static final String SETTINGS = DOCUMENT + "/swagger-config";
    private static final String PAGE = "/swagger-ui/index.html";

    private final ApiDocument document;

    public ApiPage(List<DirectPaths> direct) {
        this.document = new ApiDocument(direct);
    }

    @GetMapping("/swagger-ui.html")
    ResponseEntity<Void> lead(HttpServletRequest request) {
        UriComponentsBuilder there = UriComponentsBuilder.fromPath(request.getContextPath() + PAGE);
        request.getParameterMap().forEach(there::queryParam);
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(there.build().encode().toUri())
                .build();
    }

    @GetMapping(path = PAGE, produces = MediaType.TEXT_HTML_VALUE)
    void show(HttpServletResponse response) throws IOException {
        Templates.write(Templates.render("rest/api.jte"), response);
    }

    /** Returns the settings, which Swagger UI loads first. */
    @GetMapping(path = SETTINGS, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, Object> settings(HttpServletRequest request) {
        String root = request.getContextPath();
        return new TreeMap<>(Map.ofEntries(
                Map.entry("configUrl", root + SETTINGS),
                Map.entry("url", root + DOCUMENT),
                Map.entry("oauth2RedirectUrl", address(request, root + "/swagger-ui/oauth2-redirect.html")),
                Map.entry("defaultModelsExpandDepth", "0"),
                Map.entry("displayRequestDuration", true),
                Map.entry("persistAuthorization", false),
                Map.entry("tryItOutEnabled", true),
                Map.entry("validatorUrl", "none")));
    }

    private static String address(HttpServletRequest request, String path) {
        return ForwardedHeaderUtils.adaptFromForwardedHeaders(
                        URI.create(request.getRequestURL().toString()),
                        new ServletServerHttpRequest(request).getHeaders())
                .replacePath(path)
                .build()
                .toString();
    }

    @GetMapping(path = DOCUMENT, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    byte[] json() {
        return document.json();
    }

    @GetMapping(path = DOCUMENT + ".yaml", produces = "application/vnd.oai.openapi")
    @ResponseBody
    byte[] yaml() {
        return document.yaml();
    }

    /**
     * Serves the files that the page of the API loads: Swagger UI's files, and Devledger's script that starts Swagger
     * UI.
     */
    public static final class ApiPageFiles implements WebMvcConfigurer {
        private static final String WEBJAR = "swagger-ui";

        @Override
        public void addResourceHandlers(ResourceHandlerRegistry registry) {
            registry.addResourceHandler("/swagger-ui/**")
                    .addResourceLocations("classpath:/META-INF/resources/webjars/" + WEBJAR + "/"
                            + new WebJarVersionLocator().version(WEBJAR) + "/");
            registry.addResourceHandler("/swagger-ui/*swagger-initializer.js")
                    .addResourceLocations("classpath:/dev/devledger/adapters/rest/")
                    .setUseLastModified(false)
                    .setCacheControl(CacheControl.noStore())
                    .resourceChain(false)
                    .addTransformer((request, script, chain) -> belowOurPath(request, script));
        }

        private static Resource belowOurPath(HttpServletRequest request, Resource script) throws IOException {
            String text = script.getContentAsString(StandardCharsets.UTF_8);
            return new TransformedResource(
                    script,
                    text.replace("\"/v3/", '"' + request.getContextPath() + "/v3/")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * The API's description. It is written by hand in {@code openapi.yaml}: the resources read bodies and queries
     * themselves, so their signatures say little. A test compares the description with the routes. {@link ApiRules}
     * adds the parts that follow from the handwritten text and from the fields of the kinds. The paths of direct calls
     * come from the tables of calls.
     */
    static final class ApiDocument {
        private static final Map<String, String> ALWAYS = Map.of(
                "400", "Unreadable",
                "401", "Unauthorized",
                "403", "Forbidden",
                "406", "NotAcceptable",
                "422", "Invalid",
                "500", "Internal",
                "503", "Unavailable");
        private static final Map<String, String> WRITES = Map.of("413", "TooLarge", "415", "UnsupportedMediaType");
        private static final Map<String, String> TICKTICK = Map.of("409", "NotInThisState", "502", "TickTickRefused");
        private static final Map<String, String> CLICKUP = Map.of("409", "NotInThisState", "502", "ClickUpRefused");

        private static final Map<String, String> TRACKINGTIME =
                Map.of("409", "NotInThisState", "502", "TrackingTimeRefused");

        private static final String CUSTOMERS = "/api/customers";

        /** The limit of YAML aliases, which is above the default for untrusted files. */
        private static final int ALIASES = 500;

        private final List<DirectPaths> direct;
        private final SingletonSupplier<byte[]> json = SingletonSupplier.of(() -> write(Json31.mapper()));
        private final SingletonSupplier<byte[]> yaml = SingletonSupplier.of(() -> write(Yaml31.mapper()));

        ApiDocument(List<DirectPaths> direct) {
            this.direct = List.copyOf(direct);
        }

        /**
         * Returns the description as JSON. Like the YAML, the JSON is built at the first request, as building takes a
         * noticeable part of a start.
         */
        byte[] json() {
            return json.obtain();
        }

        byte[] yaml() {
            return yaml.obtain();
        }

        private byte[] write(ObjectMapper mapper) {
            try (var text = new ClassPathResource("openapi.yaml", ApiDocument.class).getInputStream()) {
                LoaderOptions options = new LoaderOptions();
                options.setMaxAliasesForCollections(ALIASES);
                Map<String, Object> yaml = ApiRules.applied(new Yaml(new SafeConstructor(options)).load(text));
                OpenAPI read = Json31.mapper().convertValue(yaml, OpenAPI.class).specVersion(SpecVersion.V31);
                addServices(read.getPaths());
                read.getPaths().forEach((path, item) -> item.readOperations()
                        .forEach(operation -> addWhatFollows(path, item, operation)));
                direct.forEach(service -> service.all(read.getComponents()).forEach((path, item) -> read.getPaths()
                        .addPathItem(path, Json31.mapper().convertValue(item, PathItem.class))));
                read.getComponents().getResponses().values().forEach(ApiDocument::addRequestId);
                read.getPaths().forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> addWhatIsAlwaysSo(path, method, operation)));
                return mapper.writeValueAsBytes(read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Copies the paths of customers to services, which differ only in this word. */
        private static void addServices(Paths paths) throws IOException {
            for (String path : List.copyOf(paths.keySet())) {
                if (path.startsWith(CUSTOMERS)) {
                    String item = Json31.mapper().writeValueAsString(paths.get(path));
                    String same = item.replace("customer", "service")
                            .replace("Customer", "Service")
                            .replace("Acme", "Design");
                    paths.addPathItem(
                            path.replace("customer", "service"), Json31.mapper().readValue(same, PathItem.class));
                }
            }
        }

        /**
         * Adds 404 to paths with an id, which may not exist, and 412 to writes with a version, which may be outdated.
         */
        private static void addWhatFollows(String path, PathItem item, Operation operation) {
            if (path.contains("{")) {
                operation.getResponses().putIfAbsent("404", response("NotFound"));
            }
            if (Stream.of(item.getParameters(), operation.getParameters())
                    .flatMap(Stream::ofNullable)
                    .flatMap(List::stream)
                    .anyMatch(parameter -> parameter("IfMatch").get$ref().equals(parameter.get$ref()))) {
                operation.getResponses().putIfAbsent("412", response("Stale"));
            }
        }

        private static void addWhatIsAlwaysSo(String path, HttpMethod method, Operation operation) {
            operation.addParametersItem(parameter("RequestId"));
            operation.getResponses().values().stream()
                    .filter(response -> response.get$ref() == null)
                    .forEach(ApiDocument::addRequestId);
            Map<String, String> problems = new HashMap<>(ALWAYS);
            if (method != HttpMethod.GET) {
                operation.addParametersItem(parameter("IdempotencyKey"));
                problems.putAll(WRITES);
            }
            if (path.startsWith("/api/ticktick/")) {
                problems.putAll(TICKTICK);
            }
            if (path.startsWith("/api/clickup/")) {
                problems.putAll(CLICKUP);
            }
            if (path.startsWith("/api/trackingtime/")) {
                problems.putAll(TRACKINGTIME);
            }
            Map<String, ApiResponse> byStatus = new TreeMap<>(operation.getResponses());
            problems.forEach((status, name) -> byStatus.put(status, response(name)));
            // Some operations describe their own limits.
            byStatus.putIfAbsent("429", response("RateLimited"));
            ApiResponses responses = new ApiResponses();
            responses.putAll(byStatus);
            operation.setResponses(responses);
        }

        private static ApiResponse response(String name) {
            return new ApiResponse().$ref("#/components/responses/" + name);
        }

        private static Parameter parameter(String name) {
            return new Parameter().$ref("#/components/parameters/" + name);
        }

        private static void addRequestId(ApiResponse response) {
            response.addHeaderObject(RequestId.HEADER, new Header().$ref("#/components/headers/RequestId"));
        }
    }
}
