package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.clickup.CallTable.Calls;
import dev.devledger.adapters.sandbox.clickup.ClickUpSandboxConfiguration.GateFilter.ClickUpFaultFilter;
import dev.devledger.adapters.sandbox.clickup.PlaceRoutes.TeamRoutes;
import dev.devledger.adapters.sandbox.clickup.TaskRoutes.TaskDetailRoutes;
import dev.devledger.adapters.sandbox.clickup.Tokens.ConsentPage;
import dev.devledger.adapters.sandbox.clickup.app.Page;
import dev.devledger.adapters.sandbox.clickup.app.TaskPage;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.PlaceWrites;
import dev.devledger.adapters.sandbox.clickup.places.PlaceWrites.Seed;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Places.PagePaths;
import dev.devledger.adapters.sandbox.clickup.places.Places.PlaceAnswers;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects;
import dev.devledger.adapters.sandbox.clickup.places.WebhookEvents;
import dev.devledger.adapters.sandbox.clickup.places.WebhookEvents.Deliveries;
import dev.devledger.adapters.sandbox.clickup.tasks.Checklists;
import dev.devledger.adapters.sandbox.clickup.tasks.Comments;
import dev.devledger.adapters.sandbox.clickup.tasks.CustomFields;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskAnswers;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.TaskSearch;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskRelationWrites;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable.TaskFinder;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskWrites;
import dev.devledger.adapters.sandbox.clickup.tasks.TimeEntries;
import dev.devledger.adapters.sandbox.clickup.tasks.Views;
import dev.devledger.adapters.sandbox.clickup.tasks.Webhooks;
import dev.devledger.adapters.sandbox.fault.ArmedFaults;
import dev.devledger.adapters.sandbox.fault.ArmedFaults.Fault;
import dev.devledger.adapters.sandbox.fault.FaultControl;
import dev.devledger.adapters.sandbox.fault.FaultFilter;
import dev.devledger.adapters.sandbox.fault.FaultFilter.SandboxFilters;
import dev.devledger.adapters.sandbox.fault.Journal;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Answers.PageForms;
import dev.devledger.adapters.sandbox.kernel.Behaviour.SandboxSettings;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumSet;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The whole sandbox, for an application that serves it. */
@Configuration(proxyBeanMethods = false)
@Import(SandboxFilters.Cutter.class)
public class ClickUpSandboxConfiguration {
    private static final String[] API = {PagePaths.V2 + "/*", PagePaths.V3 + "/*"};

    @Bean
    ClickUpSandbox clickUpSandbox(DataSource dataSource, ZoneId zone, Clock clock, SandboxSettings settings) {
        SandboxDatabase database = SandboxDatabase.migrated(dataSource, "clickup_sandbox");
        return ClickUpSandbox.of(database, zone, new SandboxClock(clock), settings);
    }

    /** Makes the routes, after the content of the seed exists. */
    @Bean
    RouterFunction<ServerResponse> clickUpSandboxRoutes(ClickUpSandbox sandbox) {
        sandbox.seed().plant();
        return sandbox.routes();
    }

    @Bean
    Deliveries clickUpSandboxWebhooks(ClickUpSandbox sandbox) {
        return sandbox.webhooks();
    }

    @Bean
    FilterRegistrationBean<GateFilter> clickUpSandboxGate(ClickUpSandbox sandbox) {
        return SandboxFilters.gate(sandbox.gate(), "clickUpSandboxGate", API);
    }

    /** The faults of the sandbox, which only tests switch on. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.sandbox.faults")
    static class Faults {
        @Bean
        RouterFunction<ServerResponse> clickUpSandboxFaultControl(ClickUpSandbox sandbox) {
            return sandbox.app().control().routes().and(sandbox.app().routes());
        }

        @Bean
        FilterRegistrationBean<ClickUpFaultFilter> clickUpSandboxFaultFilter(ClickUpSandbox sandbox) {
            return SandboxFilters.faults(sandbox.faults(), "clickUpSandboxFaultFilter", API);
        }
    }

    /**
     * The sandbox with all its parts.
     *
     * @param app the changes that only tests can make, beside the faults
     * @param faults the filter before the gate, if tests have switched it on
     */
    record ClickUpSandbox(
            RouterFunction<ServerResponse> routes,
            GateFilter gate,
            Seed seed,
            Deliveries webhooks,
            ClickUpAppControl app,
            ClickUpFaultFilter faults) {

        /** Makes the parts; each part comes after the parts that it uses. */
        static ClickUpSandbox of(SandboxDatabase database, ZoneId zone, SandboxClock clock, SandboxSettings settings) {
            var limit = new CallLimit(clock, settings.limitsRate(), ClickUpBehaviour.CALLS_A_MINUTE);
            var circumstances = new ClickUpBehaviour(limit);
            var things = new StoredObjects(database);
            var deliveries = new Deliveries(things, circumstances, clock);
            var hooks = new WebhookEvents(things, circumstances, deliveries);

            var places = new Places(things, circumstances);
            var people = new People(things);
            var building = new PlaceWrites(places, hooks);
            var seed = new Seed(people, building, things, zone);
            var tokens = new Tokens(things, people, circumstances, settings, clock);

            var table = new TaskTable(database);
            var placeAnswers = new PlaceAnswers(places, table::count);
            var search = new TaskSearch(table, circumstances);
            var door = new TaskFinder(table, places);
            var fields = new CustomFields(places);
            var answers = new TaskAnswers(places, people, fields, placeAnswers, table);
            var writes = new TaskWrites(table, door, places, people, fields, clock, hooks);
            var deeds = new TaskRelationWrites(writes, table, door, places, clock);
            var checklists = new Checklists(writes, table, door, clock);
            var comments = new Comments(door, writes, people, things, clock, hooks);
            var views = new Views(places, search);
            var webhooks = new Webhooks(things, circumstances);
            var entries = new TimeEntries(door, writes, places, people, things, clock);

            var calls = new Calls(door, deliveries);
            var placeRoutes = new PlaceRoutes(calls, places, people, building, placeAnswers, writes);
            var taskRoutes = new TaskRoutes(calls, places, search, answers, writes, deeds);
            var aroundRoutes = new TaskDetailRoutes(calls, writes, comments, checklists, fields);
            var teamRoutes = new TeamRoutes(calls, views, webhooks, entries, answers);
            var api = new Api(calls, placeRoutes, taskRoutes, aroundRoutes, teamRoutes, tokens, database);
            var gate = new GateFilter(tokens, limit, circumstances);

            var consent = new ConsentPage(tokens, things, people);
            var surroundings = new TaskPage.PlacesAndPeople(places, people);
            var taskPage = new TaskPage(door, table, writes, deeds, checklists, comments, surroundings);
            var page = new Page(places, people, building, table, writes, taskPage, new PageForms(database, deliveries));

            var faults = new ArmedFaults(EnumSet.complementOf(EnumSet.of(Fault.CREATED, Fault.STALE_READ)));
            var control = new FaultControl(PagePaths.FAULTS, faults, new Journal(), circumstances, clock, deliveries);

            return new ClickUpSandbox(
                    api.routes().and(consent.routes()).and(page.routes()),
                    gate,
                    seed,
                    deliveries,
                    new ClickUpAppControl(control, seed, places, people, building, fields, tokens),
                    new ClickUpFaultFilter(control, limit));
        }
    }

    /** All calls of the API. Every caller has shown a token, except the caller of the token call. */
    public record Api(
            Calls calls,
            PlaceRoutes places,
            TaskRoutes tasks,
            TaskDetailRoutes around,
            TeamRoutes teams,
            Tokens tokens,
            SandboxDatabase database) {

        public RouterFunction<ServerResponse> routes() {
            return RouterFunctions.route()
                    .path(PagePaths.V2, routes -> routes.POST("/oauth/token", this::token)
                            .add(places.routes())
                            .add(tasks.routes())
                            .add(around.routes())
                            .add(teams.routes())
                            .route(RequestPredicates.all(), request -> nowhere())
                            .onError(failure -> true, (failure, request) -> calls.failed(failure)))
                    .path(PagePaths.V3, routes -> routes.add(tasks.move())
                            .route(RequestPredicates.all(), request -> nowhere())
                            .onError(failure -> true, (failure, request) -> calls.failed(failure)))
                    .build();
        }

        private ServerResponse nowhere() {
            return calls.refused(new Refusal(404, "APP_001", "Route not found"));
        }

        /** Exchanges a code for a token. Reads the client's credentials from a JSON body or from the address. */
        private ServerResponse token(ServerRequest request) throws IOException {
            RequestFields body = RequestFields.read(Answers.body(request));
            String token = database.change(() -> tokens.redeem(
                    said(request, body, "client_id"),
                    said(request, body, "client_secret"),
                    said(request, body, "code")));
            return Answers.json(200, Json.object().put("access_token", token).toString());
        }

        private static String said(ServerRequest request, RequestFields body, String name) {
            return body.text(name).or(() -> request.param(name)).orElse("");
        }
    }

    /** Checks the token and counts the calls. Each answer reports the number of calls that are left. */
    public static final class GateFilter extends OncePerRequestFilter {
        private final Tokens tokens;
        private final CallLimit limit;
        private final ClickUpBehaviour circumstances;

        public GateFilter(Tokens tokens, CallLimit limit, ClickUpBehaviour circumstances) {
            this.tokens = tokens;
            this.limit = limit;
            this.circumstances = circumstances;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return request.getRequestURI().endsWith(PagePaths.TOKEN);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try {
                Caller caller = tokens.caller(request.getHeader("Authorization"));
                CallLimit.State state = limit.count(caller.token());
                response.setHeader("X-RateLimit-Limit", String.valueOf(state.limit()));
                response.setHeader("X-RateLimit-Remaining", String.valueOf(state.remaining()));
                response.setHeader("X-RateLimit-Reset", String.valueOf(state.reset()));
                if (state.exceeded()) throw new Refusal(429, "APP_002", "Rate limit reached");
                request.setAttribute(Calls.CALLER, caller);
            } catch (Refusal refusal) {
                boolean ok = circumstances.has(ClickUpHabit.ERRORS_UNDER_200) && refusal.status() != 429;
                write(response, ok ? 200 : refusal.status(), refusal.body());
                return;
            }
            chain.doFilter(request, response);
        }

        public static void write(HttpServletResponse response, int status, String body) throws IOException {
            Answers.write(response, status, "application/json", body);
        }

        /** Gives the answer that a fault of a test demands, in ClickUp's form. */
        public static final class ClickUpFaultFilter extends FaultFilter {
            private final CallLimit limit;

            public ClickUpFaultFilter(FaultControl control, CallLimit limit) {
                super(control);
                this.limit = limit;
            }

            /** Returns the path below the version: {@code /task/86abc12}, or {@code /v3/workspaces/…}. */
            @Override
            protected String path(String uri) {
                return uri.startsWith(PagePaths.V2 + "/")
                        ? uri.substring(PagePaths.V2.length())
                        : uri.substring(PagePaths.CONSENT.length());
            }

            @Override
            protected String who(HttpServletRequest request) {
                return request.getAttribute(Caller.class.getName()) instanceof Caller caller ? caller.token() : "";
            }

            @Override
            protected boolean isSecret(String path) {
                return path.startsWith("/oauth");
            }

            @Override
            protected void refuse(Fault fault, HttpServletResponse response) throws IOException {
                switch (fault) {
                    case LIMIT -> exceeded(response);
                    case UNAUTHORIZED -> refuse(response, new Refusal(401, "OAUTH_025", "Token invalid"));
                    case NOT_GRANTED -> refuse(response, Refusal.notAuthorized());
                    case FORBIDDEN ->
                        refuse(response, new Refusal(403, "ACCESS_083", "You do not have access to this"));
                    case ERR_UNDER_200 ->
                        GateFilter.write(response, 200, new Refusal(500, "ITEM_000", "Something went wrong").body());
                    default -> refuse(response, new Refusal(500, "APP_000", "Internal Server Error"));
                }
            }

            private void exceeded(HttpServletResponse response) throws IOException {
                CallLimit.State state = limit.count("nobody", 0);
                response.setHeader("X-RateLimit-Limit", String.valueOf(state.limit()));
                response.setHeader("X-RateLimit-Remaining", "0");
                response.setHeader("X-RateLimit-Reset", String.valueOf(state.reset()));
                refuse(response, new Refusal(429, "APP_002", "Rate limit reached"));
            }

            private static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
                GateFilter.write(response, refusal.status(), refusal.body());
            }
        }
    }
}
