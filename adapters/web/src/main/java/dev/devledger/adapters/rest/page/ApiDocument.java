package dev.devledger.adapters.rest.page;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.function.SingletonSupplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The API's description. It is written by hand in {@code openapi.yaml}, as the resources read their bodies and queries
 * themselves and so their signatures tell little; a test holds it against the routes there are. The paths of the direct
 * calls are those of the tables of calls.
 */
final class ApiDocument {
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

    /** More than a file of strangers may have. */
    private static final int ALIASES = 500;

    private final List<DirectPaths> direct;
    private final SingletonSupplier<byte[]> json = SingletonSupplier.of(() -> write(Json31.mapper()));
    private final SingletonSupplier<byte[]> yaml = SingletonSupplier.of(() -> write(Yaml31.mapper()));

    ApiDocument(List<DirectPaths> direct) {
        this.direct = List.copyOf(direct);
    }

    /** Made where it is first asked for, as the other one is: it takes as long as a part of a start. */
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
            Object yaml = new Yaml(new SafeConstructor(options)).load(text);
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

    /** Customers and services are the same but for the word. */
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

    /** An id may be of nothing, and a version may be of an earlier state. */
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
        // Some say of which limits of their own.
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
