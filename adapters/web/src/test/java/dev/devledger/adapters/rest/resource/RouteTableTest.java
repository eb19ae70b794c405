package dev.devledger.adapters.rest.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.MemoryTokens;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessTokenStore.IssuedToken;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Each route of the API's description with each kind of token: who may not come in is told so, and who may is not. */
class RouteTableTest extends RestTest {
    private static final Logger LOG = LoggerFactory.getLogger(RouteTableTest.class);
    private static final AtomicInteger CASES = new AtomicInteger();

    private static final List<String> SCOPES =
            List.of("read", "write", "sync", "ticktick", "clickup", "trackingtime", "admin");

    private static final List<String> DECIDED = List.of("sync/run", "/resolve", "sync/approvals", "sync/left-out");
    private static final List<String> IN_PROJECTS = List.of(
            "/api/projects",
            "/api/tasks",
            "/api/claims",
            "/api/time-entries",
            "/api/timer",
            "/api/history",
            "/api/events",
            "/api/diff",
            "/api/change-sets");

    private static final List<String> OWNERS_WORK = List.of("/replay", "/api/import", "/api/access-tokens");

    @Autowired
    private MemoryTokens memory;

    @AfterAll
    static void tell() {
        LOG.info("{} cases of routes and tokens", CASES);
    }

    private record Route(String method, String path) {

        /** Written down here once more, in another way than in the table that is tested. */
        String scope() {
            for (String service : List.of("ticktick", "clickup", "trackingtime")) {
                if (path.startsWith("/api/" + service + "/")) {
                    return service;
                }
            }
            boolean reads = method.equals("GET");
            if (Stream.of("/api/import", "/api/access-tokens", "/api/oauth-clients")
                    .anyMatch(path::startsWith)) {
                return "admin";
            }
            if (!reads && OWNERS_WORK.stream().anyMatch(path::contains)) {
                return "admin";
            }
            if (!reads && path.startsWith("/api/sync/") && DECIDED.stream().anyMatch(path::contains)) {
                return "sync";
            }
            return reads ? "read" : "write";
        }

        /** Whether all that it is about is of a project. */
        boolean staysInProject() {
            boolean ofPeople = path.endsWith("/gaps");
            boolean makesOne = method.equals("POST") && path.equals("/api/projects");
            boolean ofAnUndo = method.equals("GET") && path.startsWith("/api/change-sets/") && path.endsWith("/undo");
            return IN_PROJECTS.stream().anyMatch(area -> (path + "/").startsWith(area + "/"))
                    && !ofPeople
                    && !makesOne
                    && !ofAnUndo;
        }

        /** With something for each of its variables; what listens for ever is asked for something that it refuses. */
        String asked() {
            String id = path.contains("/ticktick/") || path.contains("/clickup/") ? "a" : "1";
            return path.replaceAll("\\{[^}]+}", id) + (path.equals("/api/events") ? "?nothing=1" : "");
        }
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        http.get("/v3/api-docs")
                .json()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(verb -> !verb.equals("parameters"))
                        .forEach(verb -> routes.add(new Route(verb.toUpperCase(Locale.ROOT), path.getKey()))));
        assertThat(routes).hasSizeGreaterThan(220);
        return routes;
    }

    /** Straight into the store, so that it may be one that nobody would be given. */
    private Http token(List<String> scopes, @Nullable ProjectId project, @Nullable Instant end, boolean revoked) {
        String secret =
                "dla_" + UUID.randomUUID().toString().replace("-", "").repeat(2).substring(0, 43);
        UUID id = UUID.randomUUID();
        memory.add(
                new IssuedToken(
                        id,
                        "table-" + id,
                        new Access.ScopedAccess(scopes.stream().map(Scope::new).toList(), project),
                        project == null ? null : "P-1",
                        Instant.EPOCH,
                        end,
                        null),
                Sha256.hex(secret));
        if (revoked) {
            memory.revoke(id, Instant.EPOCH);
        }
        return bearer(secret);
    }

    private Http bearer(String secret) {
        return new Http(port, Map.of("Authorization", "Bearer " + secret));
    }

    @TestFactory
    Stream<DynamicTest> whoever_has_no_token_that_is_valid() {
        Map<String, Http> strangers = new LinkedHashMap<>();
        strangers.put("no token", new Http(port, Map.of()));
        strangers.put("another token", bearer("dla_0000000000000000000000000000000000000000000"));
        strangers.put("half a token", bearer(owner.secret().substring(0, 40)));
        strangers.put("a token in another form", new Http(port, Map.of("Authorization", "Basic " + owner.secret())));
        strangers.put("an expired token", token(SCOPES, null, Instant.now().minusMillis(1), false));
        strangers.put("a revoked token", token(SCOPES, null, null, true));
        return routes().stream().flatMap(route -> strangers.entrySet().stream()
                .map(who -> dynamicTest(route.method() + " " + route.path() + " with " + who.getKey(), () -> {
                    CASES.incrementAndGet();
                    send(who.getValue(), route).isProblem(401, "unauthorized");
                })));
    }

    @TestFactory
    Stream<DynamicTest> whoever_has_every_scope_but_the_one() {
        Map<String, Http> without = new LinkedHashMap<>();
        SCOPES.forEach(scope -> without.put(
                scope, token(SCOPES.stream().filter(each -> !each.equals(scope)).toList(), null, null, false)));
        return routes().stream()
                .map(route -> dynamicTest(route.method() + " " + route.path() + " without " + route.scope(), () -> {
                    CASES.incrementAndGet();
                    Http.Got got = send(without.get(route.scope()), route).isProblem(403, "forbidden");
                    assertThat(got.field("/scope")).isEqualTo(route.scope());
                }));
    }

    @TestFactory
    Stream<DynamicTest> whoever_has_one_scope() {
        Map<String, Http> with = new LinkedHashMap<>();
        SCOPES.forEach(scope -> with.put(scope, token(List.of(scope), null, null, false)));
        return routes().stream().flatMap(route -> SCOPES.stream()
                .map(scope -> dynamicTest(route.method() + " " + route.path() + " with " + scope, () -> {
                    CASES.incrementAndGet();
                    Http.Got got = send(with.get(scope), route);
                    if (scope.equals(route.scope())) {
                        assertThat(got.status()).as(got.text()).isNotIn(401, 403);
                    } else {
                        assertThat(got.isProblem(403, "forbidden").field("/scope"))
                                .isEqualTo(route.scope());
                    }
                })));
    }

    /** It is a page, and in no document of the API. */
    @Test
    void the_page_of_one_agent_is_read_as_that_of_all_is() {
        for (String path : List.of("/agents", "/agents/an-editor/1")) {
            Route page = new Route("GET", path);
            assertThat(send(token(List.of("read"), null, null, false), page).status())
                    .as(path)
                    .isNotIn(401, 403, 404);
            assertThat(send(token(List.of("write"), null, null, false), page).status())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    /** What such a token is told there is for a ledger with several projects to show: {@code ProjectTokensIT} does. */
    @TestFactory
    Stream<DynamicTest> whoever_is_held_to_a_project() {
        Http held = token(SCOPES, new ProjectId(UUID.randomUUID()), null, false);
        return routes().stream()
                .map(route -> dynamicTest(route.method() + " " + route.path() + " of a project", () -> {
                    CASES.incrementAndGet();
                    Http.Got got = send(held, route);
                    if (route.staysInProject()) {
                        assertThat(got.status()).as(got.text()).isNotIn(401, 403);
                    } else {
                        assertThat(got.isProblem(403, "forbidden").field("/detail"))
                                .contains("held to one project", "It may use that project");
                    }
                }));
    }

    private static Http.Got send(Http who, Route route) {
        boolean reads = List.of("GET", "DELETE").contains(route.method());
        return who.send(route.method(), route.asked(), reads ? null : "{}");
    }
}
