package dev.devledger.adapters.sandbox.ticktick;

import dev.devledger.adapters.sandbox.fault.ArmedFaults;
import dev.devledger.adapters.sandbox.fault.ArmedFaults.Armed;
import dev.devledger.adapters.sandbox.fault.ArmedFaults.Fault;
import dev.devledger.adapters.sandbox.fault.ArmedFaults.StaleView;
import dev.devledger.adapters.sandbox.fault.FaultControl;
import dev.devledger.adapters.sandbox.fault.FaultFilter;
import dev.devledger.adapters.sandbox.fault.FaultFilter.SandboxFilters;
import dev.devledger.adapters.sandbox.fault.Journal;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Behaviour.SandboxSettings;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.Grants.Bearers;
import dev.devledger.adapters.sandbox.ticktick.OpenApiRoutes.Body;
import dev.devledger.adapters.sandbox.ticktick.app.AppEdits;
import dev.devledger.adapters.sandbox.ticktick.app.Page;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.Account.CardKeys;
import dev.devledger.adapters.sandbox.ticktick.common.Answer;
import dev.devledger.adapters.sandbox.ticktick.common.Call;
import dev.devledger.adapters.sandbox.ticktick.common.Call.PagePaths;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal.RateLimit;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.StaleFirstReads;
import dev.devledger.adapters.sandbox.ticktick.tasks.Batch;
import dev.devledger.adapters.sandbox.ticktick.tasks.Groups;
import dev.devledger.adapters.sandbox.ticktick.tasks.Groups.Columns;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects.ProjectRows;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects.Quota;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tags;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tags.Comments;
import dev.devledger.adapters.sandbox.ticktick.tasks.TaskReads;
import dev.devledger.adapters.sandbox.ticktick.tasks.TaskRows;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tasks;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/** The whole sandbox, for an application that serves it. */
@Configuration(proxyBeanMethods = false)
@Import(SandboxFilters.Cutter.class)
public class TickTickSandboxConfiguration {
    /**
     * Makes the circumstances, which the sandbox and its faults share; the web server needs them before the tables
     * exist.
     */
    @Bean
    TickTickBehaviour sandboxCircumstances(Clock clock) {
        return new TickTickBehaviour(clock);
    }

    @Bean
    TickTickSandbox ticktickSandbox(
            DataSource dataSource,
            ZoneId zone,
            SandboxSettings settings,
            CardKeys keys,
            TickTickBehaviour circumstances) {
        SandboxDatabase database = SandboxDatabase.migrated(dataSource, "sandbox");
        return TickTickSandbox.of(database, zone, settings, keys, circumstances);
    }

    @Bean
    RouterFunction<ServerResponse> sandboxRoutes(TickTickSandbox sandbox) {
        return sandbox.routes();
    }

    /** The faults of the sandbox, which only tests switch on. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.sandbox.faults")
    static class Faults {

        @Bean
        FaultControl sandboxFaults(DataSource dataSource, TickTickBehaviour circumstances) {
            return TickTickFaultFilter.control(circumstances, dataSource);
        }

        @Bean
        RouterFunction<ServerResponse> sandboxFaultControl(FaultControl sandboxFaults, TickTickSandbox sandbox) {
            return sandboxFaults.routes().and(sandbox.app().routes());
        }

        @Bean
        FilterRegistrationBean<TickTickFaultFilter> sandboxFaultFilter(FaultControl sandboxFaults) {
            var filter = new FilterRegistrationBean<>(new TickTickFaultFilter(sandboxFaults));
            filter.addUrlPatterns(Call.PATH + "/*", OAuth.PATH + "/*");
            return filter;
        }
    }

    /**
     * The sandbox with its routes.
     *
     * @param app the edits in the app, for tests
     */
    record TickTickSandbox(RouterFunction<ServerResponse> routes, AppControl app) {

        /** Makes the parts; each part comes after the parts that it uses. */
        static TickTickSandbox of(
                SandboxDatabase database,
                ZoneId zone,
                SandboxSettings settings,
                CardKeys keys,
                TickTickBehaviour circumstances) {
            SandboxClock clock = circumstances.clock();
            var account = Account.of(database, zone);
            var firstReads = new StaleFirstReads(circumstances);
            var rows = new TaskRows(database);
            var lists = new ProjectRows(database);
            var quota = new Quota(lists, rows, circumstances);
            var projects = new Projects(database, lists, quota, clock);
            var columns = new Columns(database, lists, rows, account, clock);
            var tasks = new Tasks(database, rows, lists, columns, quota, account, circumstances, firstReads, clock);
            var reads = new TaskReads(database, rows, lists, account, circumstances, firstReads);
            var batch = new Batch(database, rows, account, circumstances, tasks, clock);
            var groups = new Groups(database, lists, clock);
            var tags = new Tags(database);
            var comments = new Comments(database, rows, account, clock);

            var grants = new Grants(database, clock);
            var bearers = new Bearers(settings, grants, circumstances);
            var oauth = new OAuth(grants, circumstances);

            var limit = new RateLimit(clock, settings.limitsRate());
            var parts = new OpenApiRoutes.Parts(projects, tasks, groups, columns, tags, comments);
            var api = new OpenApiRoutes(bearers, limit, reads, batch, account, parts);
            var app = new AppEdits(database, rows, lists, account, tasks, clock);
            var page = new Page(database, account, projects, app, keys, clock);

            return new TickTickSandbox(
                    oauth.routes().and(api.routes()).and(page.routes()), new AppControl(app, projects));
        }
    }

    /**
     * Edits as a user makes them in the app, over HTTP, for tests. The body has the API's field names; the answer is the
     * task or list. 404 for an unknown id, 400 if the app would refuse the edit.
     */
    public record AppControl(AppEdits app, Projects projects) {
        static final String PATH = TickTickFaultFilter.CONTROL + "/app";

        public RouterFunction<ServerResponse> routes() {
            String task = "/tasks/{id}";
            String list = "/lists/{id}";
            return RouterFunctions.route()
                    .path(PATH, routes -> routes.POST("/tasks", Body.answered(app::create))
                            .POST(task, request -> Answer.orNotFound(app.edit(id(request), fields(request))))
                            .POST(task + "/complete", on(app::complete))
                            .POST(task + "/abandon", on(app::abandon))
                            .POST(task + "/reopen", on(app::reopen))
                            .POST(task + "/delete", on(app::delete))
                            .POST(task + "/restore", on(app::restore))
                            .POST(
                                    task + "/move",
                                    request -> Answer.orNotFound(app.move(id(request), text(request, "projectId"))))
                            .POST(
                                    task + "/parent",
                                    request -> Answer.orNotFound(app.parent(id(request), text(request, "parentId"))))
                            .POST("/lists", Body.answered(projects::create))
                            .POST(
                                    list,
                                    request -> Answer.orNotFound(projects.updateInApp(id(request), Body.of(request))))
                            .POST(list + "/delete", this::deleteList)
                            .onError(
                                    Refusal.class, (refusal, request) -> refused(String.valueOf(refusal.getMessage()))))
                    .build();
        }

        private ServerResponse deleteList(ServerRequest request) {
            Optional<String> list = projects.find(id(request));
            projects.delete(id(request));
            return Answer.orNotFound(list);
        }

        private static HandlerFunction<ServerResponse> on(Function<String, Optional<ObjectNode>> deed) {
            return request -> Answer.orNotFound(deed.apply(id(request)));
        }

        static ServerResponse refused(String why) {
            return Answer.json(
                    HttpStatus.BAD_REQUEST, Json.object().put("error", why).toString());
        }

        private static String id(ServerRequest request) {
            return request.pathVariable("id");
        }

        private static ObjectNode fields(ServerRequest request) throws Exception {
            return (ObjectNode) Body.of(request).json();
        }

        private static String text(ServerRequest request, String field) throws Exception {
            return Body.of(request).text(field).orElseThrow(() -> Refusal.invalid(field + " is missing"));
        }
    }

    /** Gives the answer that a fault of a test demands, in TickTick's form. */
    public static final class TickTickFaultFilter extends FaultFilter {
        private static final String JSON = "application/json";

        /** The path of the control over the faults. */
        public static final String CONTROL = PagePaths.BOARD + "/faults";

        public TickTickFaultFilter(FaultControl control) {
            super(control);
        }

        public static FaultControl control(TickTickBehaviour circumstances, DataSource database) {
            var others = EnumSet.of(Fault.DONE_500, Fault.GATEWAY, Fault.NOT_GRANTED, Fault.ERR_UNDER_200);
            var faults = new ArmedFaults(EnumSet.complementOf(others), new StaleView(database));
            return new FaultControl(CONTROL, faults, new Journal(), circumstances, circumstances.clock(), null);
        }

        @Override
        protected String path(String uri) {
            return Call.of("", uri).path();
        }

        @Override
        protected boolean isSecret(String path) {
            return path.startsWith("/oauth");
        }

        /** True if the pattern is found in {@code /task/…}, {@code POST /task/…} or the whole path. */
        @Override
        protected boolean concerns(Armed fault, String method, String path) {
            Call call = new Call(method, path);
            return call.isAbout(fault.path()) && (fault.fault() != Fault.STALE_READ || call.reads());
        }

        @Override
        protected void refuse(Fault fault, HttpServletResponse response) throws IOException {
            switch (fault) {
                case LIMIT -> Answers.write(response, 500, JSON, Answer.body(Refusal.limit()));
                case UNAUTHORIZED -> Answers.write(response, 401, JSON, Answer.UNAUTHORIZED);
                case FORBIDDEN -> Answers.write(response, 403, JSON, "");
                default -> Answers.write(response, 500, JSON, Answer.body(Refusal.invalid("Unknown exception")));
            }
        }
    }
}
