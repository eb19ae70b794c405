package dev.devledger.adapters.sandbox.trackingtime;

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
import dev.devledger.adapters.sandbox.trackingtime.GateFilter.TrackingTimeFaultFilter;
import dev.devledger.adapters.sandbox.trackingtime.app.Entries;
import dev.devledger.adapters.sandbox.trackingtime.app.Page;
import dev.devledger.adapters.sandbox.trackingtime.app.WorkPage;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields.Tags;
import dev.devledger.adapters.sandbox.trackingtime.people.Groups;
import dev.devledger.adapters.sandbox.trackingtime.people.Webhooks;
import dev.devledger.adapters.sandbox.trackingtime.people.Webhooks.Deliveries;
import dev.devledger.adapters.sandbox.trackingtime.people.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Passwords;
import dev.devledger.adapters.sandbox.trackingtime.people.PeopleAnswers;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects;
import dev.devledger.adapters.sandbox.trackingtime.work.EntryWrites;
import dev.devledger.adapters.sandbox.trackingtime.work.EntryWrites.EntryTarget;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryAnswers;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryAnswers.Export;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryTable;
import dev.devledger.adapters.sandbox.trackingtime.work.CustomersAndServices;
import dev.devledger.adapters.sandbox.trackingtime.work.Projects;
import dev.devledger.adapters.sandbox.trackingtime.work.Projects.ProjectAnswers;
import dev.devledger.adapters.sandbox.trackingtime.work.Seed;
import dev.devledger.adapters.sandbox.trackingtime.work.TaskAnswers;
import dev.devledger.adapters.sandbox.trackingtime.work.Tasks;
import dev.devledger.adapters.sandbox.trackingtime.work.Timer;
import dev.devledger.adapters.sandbox.trackingtime.work.Timer.Zones;
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
}
