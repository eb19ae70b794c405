package dev.devledger.adapters.mcp;

import dev.devledger.adapters.mcp.app.AppPage;
import dev.devledger.adapters.mcp.guard.GuardConfiguration;
import dev.devledger.adapters.mcp.guard.GuardConfiguration.Allowed;
import dev.devledger.adapters.mcp.guard.GuardConfiguration.GuardSettings;
import dev.devledger.adapters.mcp.server.McpConfiguration;
import dev.devledger.adapters.mcp.server.McpConfiguration.McpOffer;
import dev.devledger.adapters.mcp.server.McpConfiguration.McpSettings;
import dev.devledger.adapters.mcp.tool.Resources;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Prompts;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Prompts.Completions;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.connection.AccountTokens.SecretStore;
import dev.devledger.application.ledger.Ledger.StoreOutage;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** The door with tools of no consequence behind it. Whoever says a name is taken for that one. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@Import({McpConfiguration.class, GuardConfiguration.class})
public class DoorServer {
    /** What a call of {@code probe_wait} waits for. */
    public static final class Gate {
        public final CountDownLatch reached = new CountDownLatch(1);
        public final CountDownLatch opened = new CountDownLatch(1);
        public final CountDownLatch passed = new CountDownLatch(1);

        String pass() {
            reached.countDown();
            try {
                opened.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                passed.countDown();
            }
            return "through";
        }
    }

    public static volatile Gate gate = new Gate();

    /** Where the ledger is complete, which page has changed there, and which pages there are. */
    public static final AtomicLong settled = new AtomicLong();

    public static final AtomicReference<String> changed = new AtomicReference<>("");
    public static final AtomicReference<List<Resources.Resource>> listed = new AtomicReference<>(List.of());

    /** What a call of {@code probe_harm} asks about. */
    public static volatile String things = "one thing";

    @Bean
    StoreOutage noOutage() {
        return failure -> false;
    }

    /** Keeps secrets in memory. */
    @Bean
    SecretStore secrets() {
        Map<String, String> secrets = new ConcurrentHashMap<>();
        return new SecretStore() {
            @Override
            public void put(String name, String secret) {
                secrets.put(name, secret);
            }

            @Override
            public boolean add(String name, String secret) {
                return secrets.putIfAbsent(name, secret) == null;
            }

            @Override
            public Lookup get(String name) {
                String secret = secrets.get(name);
                return secret == null ? new Lookup.Missing() : new Lookup.Opened(secret);
            }

            @Override
            public void remove(String name) {
                secrets.remove(name);
            }
        };
    }

    @Bean
    MovedClock clock() {
        return new MovedClock();
    }

    @Bean
    McpSettings settings() {
        return new McpSettings(Set.of(Toolset.DEFAULT), false, "1.2.3");
    }

    @Bean
    GuardSettings guardSettings() {
        return new GuardSettings(
                Allowed.hosts(List.of("localhost:*")),
                Allowed.origins(List.of("http://localhost:*")),
                Duration.ofMillis(50));
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(
                        (request, response, chain) -> {
                            String said = ((HttpServletRequest) request).getHeader("Authorization");
                            SecurityContextHolder.setContext(new SecurityContextImpl(
                                    UsernamePasswordAuthenticationToken.authenticated(said, null, List.of())));
                            request.setAttribute(
                                    "devledger.caller",
                                    new AuthenticatedCaller(
                                            String.valueOf(said),
                                            String.valueOf(said),
                                            Access.ALL,
                                            AuthenticatedCaller.RightsCheck.FOR_EVER));
                            chain.doFilter(request, response);
                        },
                        AuthorizationFilter.class)
                .build();
    }

    @Bean
    McpOffer offer() {
        return new McpOffer(tools(), resources(), prompts(), completions(), AppPage.of(""));
    }

    /** The second comes first in the list. */
    private static List<Tool> tools() {
        return List.of(
                new ProbeTool(
                        "probe_who",
                        Toolset.DEFAULT,
                        Hints.READS,
                        call -> call.caller().actor() + " with " + call.caller().client()),
                new ProbeTool(
                        "probe_agent",
                        Toolset.DEFAULT,
                        Hints.READS,
                        call -> String.valueOf(call.caller().agent())),
                new ProbeTool("sync_now", Toolset.DEFAULT, Hints.SETS, call -> {
                    call.progress().at(1, 3.0, "begun");
                    call.progress().at(1, 3.0, "once more");
                    call.progress().at(0.5, 3.0, "back");
                    call.progress().at(3, 3.0, "done");
                    return "synced";
                }),
                new ProbeTool("probe_harm", Toolset.DEFAULT, Hints.SETS, call -> {
                    call.requireConsent("This deletes " + things + ".", List.of(things));
                    return "deleted " + things;
                }),
                new ProbeTool("probe_wait", Toolset.DEFAULT, Hints.SETS, call -> gate.pass()),
                new ProbeTool("probe_stale", Toolset.DEFAULT, Hints.SETS, call -> {
                    throw new ToolFailure(ToolProblem.STALE, "it moved on.");
                }),
                new ProbeTool("probe_broken", Toolset.DEFAULT, Hints.SETS, call -> {
                    throw new IllegalStateException("the password is hunter2");
                }),
                new ProbeTool("probe_fatal", Toolset.DEFAULT, Hints.SETS, call -> {
                    throw new StackOverflowError("the password is hunter2");
                }),
                new PageProbe(new ProbeTool("probe_page", Toolset.DEFAULT, Hints.READS, call -> "shown")),
                new ProbeTool("ticktick_probe", Toolset.TICKTICK, Hints.SETS, call -> "must not be called"));
    }

    /** A tool whose answers a client can show as a page. */
    private record PageProbe(ProbeTool probe) implements Tool {
        @Override
        public Declaration declaration() {
            return probe.declaration().shownAs(AppPage.meta());
        }

        @Override
        public ToolAnswer call(ToolCall call) {
            return probe.call(call);
        }
    }

    private static Resources resources() {
        return new Resources() {
            @Override
            public List<Resource> listed() {
                return List.of(new Resource("devledger://overview", "overview", "Overview", "All of it."));
            }

            @Override
            public List<Resource> templates() {
                return List.of(new Resource("devledger://projects/{key}", "project", "Project", "One of them."));
            }

            @Override
            public List<Resource> current() {
                return listed.get();
            }

            @Override
            public long settled() {
                return settled.get();
            }

            @Override
            public @Nullable Watch watch(String uri) {
                return read(uri) == null ? null : now -> uri.equals(changed.get());
            }

            @Override
            public @Nullable String read(String uri) {
                return switch (uri) {
                    case "devledger://overview" -> "# All";
                    case "devledger://projects/P-1" -> "# P-1";
                    case "devledger://projects/P-2" -> throw new IllegalStateException("the password is hunter2");
                    default -> null;
                };
            }
        };
    }

    private static Prompts prompts() {
        return new Prompts() {
            @Override
            public List<Prompt> all() {
                Argument project = new Argument("project", "Which one.", true);
                return List.of(new Prompt("weekly_review", "Weekly review", "Looks back.", List.of(project)));
            }

            @Override
            public String text(String name, Map<String, String> arguments) {
                return "Review " + arguments.get("project");
            }
        };
    }

    private static Completions completions() {
        return (argument, prefix) -> IntStream.rangeClosed(1, 120)
                .mapToObj(i -> argument + "-" + prefix + i)
                .toList();
    }
}
