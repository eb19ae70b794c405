package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.direct.DirectResource;
import dev.devledger.adapters.rest.http.RequestArguments.ByAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiTest extends RestTest {

    @Test
    void describes_every_route_and_no_other(
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes,
            @Autowired DirectResource direct) {
        Set<String> there = new TreeSet<>();
        routes.getHandlerMethods().forEach((route, method) -> route.getPatternValues().stream()
                .filter(path -> path.startsWith("/api/") && !path.equals("/api/strange"))
                .forEach(path ->
                        route.getMethodsCondition().getMethods().forEach(verb -> there.add(verb + " " + path))));
        Set<String> described = new TreeSet<>();
        document().path("paths").properties().forEach(path -> path.getValue().propertyNames().stream()
                .filter(verb -> !verb.equals("parameters"))
                .forEach(verb -> described.add(verb.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        there.removeIf(route -> route.contains("/{*path}"));
        direct.services().forEach((service, calls) -> calls.table().forEach(call -> call.routes()
                .forEach(route ->
                        there.add(route.method() + " /api/" + service + inDescription(service, route.path())))));
        assertThat(described).isEqualTo(there).hasSizeGreaterThan(35);
    }

    /** What is written by hand calls an id {@code taskId}, and its call {@code task_id}. */
    private static String inDescription(String service, String path) {
        return service.equals("trackingtime") ? path : path.replaceAll("_id}", "Id}");
    }

    /** Whoever reads the document learns how agents that share a token are told apart. */
    @Test
    void says_which_writes_take_an_agent(
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        JsonNode paths = document().path("paths");
        List<String> found = new ArrayList<>();
        routes.getHandlerMethods().forEach((route, method) -> {
            if (Stream.of(method.getMethodParameters()).anyMatch(each -> each.hasParameterAnnotation(ByAgent.class))) {
                String path = route.getPatternValues().iterator().next();
                String verb = route.getMethodsCondition()
                        .getMethods()
                        .iterator()
                        .next()
                        .name()
                        .toLowerCase(Locale.ROOT);
                assertThat(agents(paths.path(path).path(verb)))
                        .as(verb + " " + path)
                        .isEqualTo(1);
                found.add(path);
            }
        });
        assertThat(found).contains("/api/tasks/{id}/notes", "/api/projects", "/api/timer/start");
        // What changes the ledger says so in its answer; that of a claim has the agent in its body.
        paths.properties().forEach(path -> path.getValue().properties().stream()
                .filter(each -> each.getValue().toString().contains("#/components/headers/ChangeSet"))
                .filter(each -> !path.getKey().endsWith("/claim"))
                .forEach(each -> assertThat(agents(each.getValue()))
                        .as(each.getKey() + " " + path.getKey())
                        .isEqualTo(1)));
    }

    private static long agents(JsonNode operation) {
        return operation.path("parameters").findValuesAsString("$ref").stream()
                .filter("#/components/parameters/Agent"::equals)
                .count();
    }

    @Test
    void refers_only_to_what_is_there() {
        JsonNode document = document();
        document.findValuesAsString("$ref")
                .forEach(ref -> assertThat(document.at(ref.substring(1)).isObject())
                        .as(ref)
                        .isTrue());
        assertThat(document.path("openapi").asString()).startsWith("3.1");
    }

    @Test
    void says_what_a_write_takes_and_answers() {
        JsonNode document = document();
        JsonNode create = document.at("/paths/~1api~1projects/post");
        assertThat(create.path("parameters").findValuesAsString("$ref"))
                .contains("#/components/parameters/IdempotencyKey", "#/components/parameters/RequestId");
        assertThat(create.path("responses").propertyNames()).contains("201", "400", "401", "413", "415", "422", "503");
        assertThat(document.at("/components/schemas/NewProject/properties").propertyNames())
                .contains("name", "status", "placement");
        assertThat(document.at("/components/schemas/Project/properties/description/type")
                        .toString())
                .contains("null");
        assertThat(document.at("/components/responses/Project/headers").propertyNames())
                .contains("ETag", "X-Change-Set", "X-Request-Id");
        assertThat(document.at("/components/securitySchemes").propertyNames()).containsExactly("bearer", "session");
    }

    @Test
    void has_a_page_to_try_it_that_knows_of_the_csrf_token() {
        Http.Got led = http.get("/swagger-ui.html?filter=a%26b");
        assertThat(led.status()).isEqualTo(302);
        assertThat(led.header("Location")).isEqualTo("/swagger-ui/index.html?filter=a%26b");
        assertThat(http.get("/swagger-ui/index.html").text())
                .contains(
                        "./swagger-ui-bundle.js", "width=device-width", "<title>API documentation – Devledger</title>");
        for (String part : new String[] {"/api.css", "/swagger-ui/swagger-ui-bundle.js", "/swagger-ui/index.css"}) {
            assertThat(http.get(part).status()).as(part).isEqualTo(200);
        }
        assertThat(http.get("/swagger-ui/swagger-initializer.js").text())
                .contains("XSRF-TOKEN", "\"/v3/api-docs/swagger-config\"");
        assertThat(http.get("/v3/api-docs/swagger-config").field("/url")).isEqualTo("/v3/api-docs");
        http.get("/swagger-ui/openapi.yaml").isProblem(404, "not_found");
    }

    @Test
    void is_there_in_yaml_too() {
        assertThat(http.get("/v3/api-docs.yaml").text())
                .startsWith("openapi: 3.1.0\n")
                .contains("\n  /api/projects:\n");
    }

    private JsonNode document() {
        return http.get("/v3/api-docs").json();
    }
}
