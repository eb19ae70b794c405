package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.fault.ArmedFaults;
import dev.devledger.adapters.sandbox.fault.ArmedFaults.Fault;
import dev.devledger.adapters.sandbox.fault.FaultControl;
import dev.devledger.adapters.sandbox.fault.FaultFilter.SandboxFilters;
import dev.devledger.adapters.sandbox.fault.Journal;
import dev.devledger.adapters.sandbox.kernel.Answers.PageForms;
import dev.devledger.adapters.sandbox.kernel.Behaviour.SandboxSettings;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import dev.devledger.adapters.sandbox.kernel.DeliveryQueue;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.trackingtime.CallTable.Answer;
import dev.devledger.adapters.sandbox.trackingtime.CallTable.ReceivedCall;
import dev.devledger.adapters.sandbox.trackingtime.GateFilter.Envelope;
import dev.devledger.adapters.sandbox.trackingtime.GateFilter.TrackingTimeFaultFilter;
import dev.devledger.adapters.sandbox.trackingtime.app.Entries;
import dev.devledger.adapters.sandbox.trackingtime.app.Page;
import dev.devledger.adapters.sandbox.trackingtime.app.WorkPage;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields.Tags;
import dev.devledger.adapters.sandbox.trackingtime.people.Groups;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.People.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Passwords;
import dev.devledger.adapters.sandbox.trackingtime.people.People.PeopleAnswers;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.people.Webhooks;
import dev.devledger.adapters.sandbox.trackingtime.people.Webhooks.Deliveries;
import dev.devledger.adapters.sandbox.trackingtime.work.CustomersAndServices;
import dev.devledger.adapters.sandbox.trackingtime.work.EntryWrites;
import dev.devledger.adapters.sandbox.trackingtime.work.EntryWrites.EntryTarget;
import dev.devledger.adapters.sandbox.trackingtime.work.Projects;
import dev.devledger.adapters.sandbox.trackingtime.work.Projects.ProjectAnswers;
import dev.devledger.adapters.sandbox.trackingtime.work.Seed;
import dev.devledger.adapters.sandbox.trackingtime.work.Tasks;
import dev.devledger.adapters.sandbox.trackingtime.work.Tasks.TaskAnswers;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntry.Timer;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntry.Timer.Zones;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryAnswers;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryAnswers.Export;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryTable;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole sandbox, for an application that serves it. */
@Configuration(proxyBeanMethods = false)
@Import(SandboxFilters.Cutter.class)
public class TrackingTimeSandboxConfiguration {
    private static final String[] API = {PagePaths.API + "/*"};

    @Bean
    TrackingTimeSandbox trackingTimeSandbox(DataSource dataSource, ZoneId zone, Clock clock, SandboxSettings settings) {
        SandboxDatabase database = SandboxDatabase.migrated(dataSource, "trackingtime_sandbox");
        return TrackingTimeSandbox.of(database, zone, new SandboxClock(clock), settings);
    }

    /** Makes the routes, after the content of the seed exists. */
    @Bean
    RouterFunction<ServerResponse> trackingTimeSandboxRoutes(TrackingTimeSandbox sandbox) {
        sandbox.seed().plant();
        return sandbox.routes();
    }

    @Bean
    Deliveries trackingTimeSandboxWebhooks(TrackingTimeSandbox sandbox) {
        return sandbox.webhooks();
    }

    @Bean
    FilterRegistrationBean<GateFilter> trackingTimeSandboxGate(TrackingTimeSandbox sandbox) {
        return SandboxFilters.gate(sandbox.gate(), "trackingTimeSandboxGate", API);
    }

    /** The faults of the sandbox, which only tests switch on. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.sandbox.faults")
    static class Faults {
        @Bean
        RouterFunction<ServerResponse> trackingTimeSandboxFaultControl(TrackingTimeSandbox sandbox) {
            return sandbox.app().control().routes().and(sandbox.app().routes());
        }

        @Bean
        FilterRegistrationBean<TrackingTimeFaultFilter> trackingTimeSandboxFaultFilter(TrackingTimeSandbox sandbox) {
            return SandboxFilters.faults(sandbox.faults(), "trackingTimeSandboxFaultFilter", API);
        }
    }

    /**
     * The sandbox with all its parts.
     *
     * @param app the changes that only tests can make, beside the faults
     * @param faults the filter before the gate, if tests have switched it on
     */
    record TrackingTimeSandbox(
            RouterFunction<ServerResponse> routes,
            GateFilter gate,
            Seed seed,
            Deliveries webhooks,
            TrackingTimeAppControl app,
            TrackingTimeFaultFilter faults) {

        /** Makes the parts; each part comes after the parts that it uses. */
        static TrackingTimeSandbox of(
                SandboxDatabase database, ZoneId zone, SandboxClock clock, SandboxSettings settings) {
            var limit = new CallLimit(clock, settings.limitsRate(), 0);
            var circumstances = new TrackingTimeBehaviour(limit);
            var things = new StoredObjects(database);
            var deliveries = new Deliveries(things, clock);
            var hooks = new Webhooks(things, circumstances, deliveries);

            var people = new People(things, circumstances, clock);
            var peopleAnswers = new PeopleAnswers(people);
            var groups = new Groups(people);
            var passwords = new Passwords(things, circumstances, settings);
            var fields = new CustomFields(things);
            var tags = new Tags(things);

            var table = new TimeEntryTable(database);
            var answers = new TimeEntryAnswers(people, fields);
            var export = new Export(things);
            var named = new CustomersAndServices(people, fields, circumstances);
            var projects = new Projects(people, named, fields, table, circumstances);
            var projectAnswers = new ProjectAnswers(things, fields, table);
            var tasks = new Tasks(people, projects, fields, table, circumstances);
            var taskAnswers = new TaskAnswers(things, fields, table, answers);

            var zones = new Zones(people, circumstances, clock);
            var target = new EntryTarget(tasks, projects);
            var writes = new EntryWrites(table, answers, target, fields, people, hooks, zones);
            var timer = new Timer(table, writes, tasks, projects, people, zones);
            var seed = new Seed(people, named, projects, tasks, writes, zone);

            var peopleCalls = new PeopleCalls(people, peopleAnswers, groups, hooks, fields, circumstances);
            var workCalls = new WorkCalls(named, projects, projectAnswers, tasks, taskAnswers, people, peopleAnswers);
            var reads = new EntryReads(table, answers, export, fields, people, circumstances);
            var entryCalls = new EntryCalls(reads, answers, writes, timer, tasks, taskAnswers, tags);
            var api = new Api(peopleCalls, workCalls, entryCalls, people, timer, circumstances, deliveries);
            var gate = new GateFilter(passwords, limit);

            var entries = new Entries(table, tasks, people, clock);
            var work = new WorkPage(people, projects, tasks);
            var page = new Page(people, timer, writes, entries, work, new PageForms(database, deliveries));

            var faults = new ArmedFaults(EnumSet.complementOf(EnumSet.of(Fault.CREATED, Fault.STALE_READ)));
            var control = new FaultControl(PagePaths.FAULTS, faults, new Journal(), circumstances, clock, deliveries);

            return new TrackingTimeSandbox(
                    api.routes().and(page.routes()),
                    gate,
                    seed,
                    deliveries,
                    new TrackingTimeAppControl(control, seed, things, people, passwords, table, writes),
                    new TrackingTimeFaultFilter(control, people));
        }
    }

    /** All calls of the API. Every caller has shown a password. */
    public record Api(
            PeopleCalls peopleCalls,
            WorkCalls workCalls,
            EntryCalls entryCalls,
            People people,
            Timer timer,
            TrackingTimeBehaviour circumstances,
            DeliveryQueue deliveries) {
        private static final Logger LOG = LoggerFactory.getLogger(Api.class);
        private static final ParameterizedTypeReference<MultiValueMap<String, String>> FORM =
                new ParameterizedTypeReference<>() {};
        private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=utf-8");
        private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=utf-8");

        public RouterFunction<ServerResponse> routes() {
            CallTable table = new CallTable()
                    .with(peopleCalls.table())
                    .with(workCalls.table())
                    .with(entryCalls.table());
            return RouterFunctions.route(
                    RequestPredicates.path(PagePaths.API + "/**"), request -> handle(table, request));
        }

        private ServerResponse handle(CallTable table, ServerRequest request) throws IOException, ServletException {
            List<String> path = path(request);
            boolean csv = false;
            try {
                timer.stopDue();
                Optional<Long> account = Optional.empty();
                if (CallTable.isNumber(path.getFirst())) account = Optional.of(Long.valueOf(path.removeFirst()));
                csv = path.equals(List.of("events", "export"));
                Caller caller =
                        people.caller((Long) request.attribute(GateFilter.USER).orElseThrow(), account);
                List<CallTable.Row> rows = table.fitting(path);
                if (rows.isEmpty()) throw new Refusal(400, "/" + String.join("/", path) + " doesn't exist");
                Optional<CallTable.Row> row = rows.stream()
                        .filter(each -> each.verbs().contains(request.method().name()))
                        .findFirst();
                return row.isEmpty()
                        ? wrongVerb()
                        : answer(row.get(), new ReceivedCall(caller, ids(path), given(request)));
            } catch (Refusal refusal) {
                JsonNode data = circumstances.has(TrackingTimeHabit.ERRORS_WITH_A_LIST) ? Json.array() : Json.object();
                return json(
                        Envelope.of(refusal.status(), refusal.message(), data), csv ? CSV : MediaType.APPLICATION_JSON);
            } catch (RuntimeException failure) {
                LOG.warn("The TrackingTime sandbox could not answer", failure);
                return json(Envelope.of(500, "null", Json.object()), MediaType.APPLICATION_JSON);
            }
        }

        private static List<String> path(ServerRequest request) {
            String path = request.path().substring(PagePaths.API.length());
            return new ArrayList<>(Arrays.stream(path.split("/", -1))
                    .filter(word -> !word.isEmpty())
                    .toList());
        }

        private static List<Long> ids(List<String> path) {
            return path.stream().filter(CallTable::isNumber).map(Long::valueOf).toList();
        }

        /** Reads the parameters of the address, and the body: a form with any HTTP method, or JSON. */
        private static RequestFields given(ServerRequest request) throws IOException, ServletException {
            ObjectNode given = Json.object();
            request.params().toSingleValueMap().forEach(given::put);
            boolean form = request.headers()
                    .contentType()
                    .filter(MediaType.APPLICATION_FORM_URLENCODED::isCompatibleWith)
                    .isPresent();
            if (form) {
                request.body(FORM).toSingleValueMap().forEach(given::put);
                return new RequestFields(given, false);
            }
            String body = new String(request.servletRequest().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (body.isBlank()) return new RequestFields(given, false);
            JsonNode json = RequestFields.tree(body);
            if (json instanceof ObjectNode object) given.setAll(object);
            else given.set("data", json);
            return new RequestFields(given, true);
        }

        private ServerResponse answer(CallTable.Row row, ReceivedCall call) {
            Answer answer = row.writes()
                    ? people.things().database().change(() -> row.deed().of(call))
                    : row.deed().of(call);
            if (row.writes()) deliveries.ring();
            return switch (answer) {
                case Answer.Csv csv ->
                    ServerResponse.ok().contentType(CSV).body(csv.text().getBytes(StandardCharsets.UTF_8));
                case Answer.Data data -> {
                    ObjectNode envelope = Envelope.of(data.data()).setAll(data.beside());
                    if (circumstances.has(TrackingTimeHabit.IDS_ARE_TEXTS)) idsAsTexts(envelope);
                    yield json(envelope, MediaType.APPLICATION_JSON);
                }
            };
        }

        private static void idsAsTexts(JsonNode node) {
            node.forEach(Api::idsAsTexts);
            if (node instanceof ObjectNode object)
                for (String field : List.copyOf(object.propertyNames()))
                    if (field.matches("(.*_)?id|[a-z]+id") && object.path(field).isIntegralNumber())
                        object.put(field, object.path(field).asString());
        }

        private static ServerResponse json(ObjectNode envelope, MediaType type) {
            return ServerResponse.ok()
                    .contentType(type)
                    .body(envelope.toString().getBytes(StandardCharsets.UTF_8));
        }

        private ServerResponse wrongVerb() {
            return ServerResponse.status(circumstances.wrongVerbStatus())
                    .contentType(HTML)
                    .body("<!doctype html><html><body><h1>TrackingTime</h1></body></html>"
                            .getBytes(StandardCharsets.UTF_8));
        }
    }
}
