package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.fault.ArmedFaults;
import dev.devledger.adapters.sandbox.fault.Fault;
import dev.devledger.adapters.sandbox.fault.FaultControl;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import dev.devledger.adapters.sandbox.kernel.Journal;
import dev.devledger.adapters.sandbox.kernel.PageForms;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxSettings;
import dev.devledger.adapters.sandbox.trackingtime.api.Api;
import dev.devledger.adapters.sandbox.trackingtime.api.EntryCalls;
import dev.devledger.adapters.sandbox.trackingtime.api.EntryReads;
import dev.devledger.adapters.sandbox.trackingtime.api.GateFilter;
import dev.devledger.adapters.sandbox.trackingtime.api.PeopleCalls;
import dev.devledger.adapters.sandbox.trackingtime.api.WorkCalls;
import dev.devledger.adapters.sandbox.trackingtime.app.Entries;
import dev.devledger.adapters.sandbox.trackingtime.app.Page;
import dev.devledger.adapters.sandbox.trackingtime.app.WorkPage;
import dev.devledger.adapters.sandbox.trackingtime.common.Circumstances;
import dev.devledger.adapters.sandbox.trackingtime.common.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.common.Things;
import dev.devledger.adapters.sandbox.trackingtime.events.EventAnswers;
import dev.devledger.adapters.sandbox.trackingtime.events.EventTable;
import dev.devledger.adapters.sandbox.trackingtime.events.Export;
import dev.devledger.adapters.sandbox.trackingtime.faults.TrackingTimeAppControl;
import dev.devledger.adapters.sandbox.trackingtime.faults.TrackingTimeFaultFilter;
import dev.devledger.adapters.sandbox.trackingtime.fields.Fields;
import dev.devledger.adapters.sandbox.trackingtime.fields.Tags;
import dev.devledger.adapters.sandbox.trackingtime.hooks.Deliveries;
import dev.devledger.adapters.sandbox.trackingtime.hooks.Hooks;
import dev.devledger.adapters.sandbox.trackingtime.people.Groups;
import dev.devledger.adapters.sandbox.trackingtime.people.Passwords;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.PeopleAnswers;
import dev.devledger.adapters.sandbox.trackingtime.projects.NamedThings;
import dev.devledger.adapters.sandbox.trackingtime.projects.ProjectAnswers;
import dev.devledger.adapters.sandbox.trackingtime.projects.Projects;
import dev.devledger.adapters.sandbox.trackingtime.seed.Seed;
import dev.devledger.adapters.sandbox.trackingtime.tasks.TaskAnswers;
import dev.devledger.adapters.sandbox.trackingtime.tasks.Tasks;
import dev.devledger.adapters.sandbox.trackingtime.timer.EntryTarget;
import dev.devledger.adapters.sandbox.trackingtime.timer.EntryWrites;
import dev.devledger.adapters.sandbox.trackingtime.timer.Timer;
import dev.devledger.adapters.sandbox.trackingtime.timer.Zones;
import java.time.ZoneId;
import java.util.EnumSet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * All of the sandbox, put together.
 *
 * @param app what tests can change, beside the faults
 * @param faults meets a request before the gate does, where tests ask for it
 */
record TrackingTimeSandbox(
        RouterFunction<ServerResponse> routes,
        GateFilter gate,
        Seed seed,
        Deliveries webhooks,
        TrackingTimeAppControl app,
        TrackingTimeFaultFilter faults) {

    /** Each part is made of those above it. */
    static TrackingTimeSandbox of(SandboxDatabase database, ZoneId zone, SandboxClock clock, SandboxSettings settings) {
        var limit = new CallLimit(clock, settings.limitsRate(), 0);
        var circumstances = new Circumstances(limit);
        var things = new Things(database);
        var deliveries = new Deliveries(things, clock);
        var hooks = new Hooks(things, circumstances, deliveries);

        var people = new People(things, circumstances, clock);
        var peopleAnswers = new PeopleAnswers(people);
        var groups = new Groups(people);
        var passwords = new Passwords(things, circumstances, settings);
        var fields = new Fields(things);
        var tags = new Tags(things);

        var table = new EventTable(database);
        var answers = new EventAnswers(people, fields);
        var export = new Export(things);
        var named = new NamedThings(people, fields, circumstances);
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
        var journal = new Journal();
        var control = new FaultControl(PagePaths.FAULTS, faults, journal, circumstances, clock, deliveries);

        return new TrackingTimeSandbox(
                api.routes().and(page.routes()),
                gate,
                seed,
                deliveries,
                new TrackingTimeAppControl(control, seed, things, people, passwords, table, writes),
                new TrackingTimeFaultFilter(faults, journal, people));
    }
}
