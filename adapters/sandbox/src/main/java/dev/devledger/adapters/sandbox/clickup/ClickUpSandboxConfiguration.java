package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.clickup.CallTable.Calls;
import dev.devledger.adapters.sandbox.clickup.GateFilter.ClickUpFaultFilter;
import dev.devledger.adapters.sandbox.clickup.PlaceRoutes.TeamRoutes;
import dev.devledger.adapters.sandbox.clickup.TaskRoutes.TaskDetailRoutes;
import dev.devledger.adapters.sandbox.clickup.Tokens.ConsentPage;
import dev.devledger.adapters.sandbox.clickup.app.Page;
import dev.devledger.adapters.sandbox.clickup.app.TaskPage;
import dev.devledger.adapters.sandbox.clickup.places.PlaceWrites;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour;
import dev.devledger.adapters.sandbox.clickup.places.WebhookEvents;
import dev.devledger.adapters.sandbox.clickup.places.WebhookEvents.Deliveries;
import dev.devledger.adapters.sandbox.clickup.places.PagePaths;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.PlaceAnswers;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Seed;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects;
import dev.devledger.adapters.sandbox.clickup.tasks.Checklists;
import dev.devledger.adapters.sandbox.clickup.tasks.Comments;
import dev.devledger.adapters.sandbox.clickup.tasks.CustomFields;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskAnswers;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskRelationWrites;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.TaskSearch;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable.TaskFinder;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskWrites;
import dev.devledger.adapters.sandbox.clickup.tasks.TimeEntries;
import dev.devledger.adapters.sandbox.clickup.tasks.Views;
import dev.devledger.adapters.sandbox.clickup.tasks.Webhooks;
import dev.devledger.adapters.sandbox.fault.ArmedFaults;
import dev.devledger.adapters.sandbox.fault.Fault;
import dev.devledger.adapters.sandbox.fault.FaultControl;
import dev.devledger.adapters.sandbox.fault.Journal;
import dev.devledger.adapters.sandbox.fault.SandboxFilters;
import dev.devledger.adapters.sandbox.kernel.Answers.PageForms;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxSettings;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumSet;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.function.RouterFunction;
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
}
