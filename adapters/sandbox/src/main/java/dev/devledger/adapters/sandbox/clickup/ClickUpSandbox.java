package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.clickup.api.Api;
import dev.devledger.adapters.sandbox.clickup.api.AroundRoutes;
import dev.devledger.adapters.sandbox.clickup.api.Calls;
import dev.devledger.adapters.sandbox.clickup.api.GateFilter;
import dev.devledger.adapters.sandbox.clickup.api.PlaceRoutes;
import dev.devledger.adapters.sandbox.clickup.api.TaskRoutes;
import dev.devledger.adapters.sandbox.clickup.api.TeamRoutes;
import dev.devledger.adapters.sandbox.clickup.app.Page;
import dev.devledger.adapters.sandbox.clickup.app.TaskPage;
import dev.devledger.adapters.sandbox.clickup.around.Comments;
import dev.devledger.adapters.sandbox.clickup.around.TimeEntries;
import dev.devledger.adapters.sandbox.clickup.around.Views;
import dev.devledger.adapters.sandbox.clickup.around.Webhooks;
import dev.devledger.adapters.sandbox.clickup.common.Circumstances;
import dev.devledger.adapters.sandbox.clickup.common.PagePaths;
import dev.devledger.adapters.sandbox.clickup.common.Things;
import dev.devledger.adapters.sandbox.clickup.faults.ClickUpAppControl;
import dev.devledger.adapters.sandbox.clickup.faults.ClickUpFaultFilter;
import dev.devledger.adapters.sandbox.clickup.hooks.Deliveries;
import dev.devledger.adapters.sandbox.clickup.hooks.Hooks;
import dev.devledger.adapters.sandbox.clickup.oauth.ConsentPage;
import dev.devledger.adapters.sandbox.clickup.oauth.Tokens;
import dev.devledger.adapters.sandbox.clickup.places.Building;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.PlaceAnswers;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Seed;
import dev.devledger.adapters.sandbox.clickup.tasks.Checklists;
import dev.devledger.adapters.sandbox.clickup.tasks.FieldBook;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskAnswers;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskDeeds;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskDoor;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskSearch;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskWrites;
import dev.devledger.adapters.sandbox.fault.ArmedFaults;
import dev.devledger.adapters.sandbox.fault.Fault;
import dev.devledger.adapters.sandbox.fault.FaultControl;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import dev.devledger.adapters.sandbox.kernel.Journal;
import dev.devledger.adapters.sandbox.kernel.PageForms;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxSettings;
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
record ClickUpSandbox(
        RouterFunction<ServerResponse> routes,
        GateFilter gate,
        Seed seed,
        Deliveries webhooks,
        ClickUpAppControl app,
        ClickUpFaultFilter faults) {

    /** Each part is made of those above it. */
    static ClickUpSandbox of(SandboxDatabase database, ZoneId zone, SandboxClock clock, SandboxSettings settings) {
        var limit = new CallLimit(clock, settings.limitsRate(), Circumstances.CALLS_A_MINUTE);
        var circumstances = new Circumstances(limit);
        var things = new Things(database);
        var deliveries = new Deliveries(things, circumstances, clock);
        var hooks = new Hooks(things, circumstances, deliveries);

        var places = new Places(things, circumstances);
        var people = new People(things);
        var building = new Building(places, hooks);
        var seed = new Seed(people, building, things, zone);
        var tokens = new Tokens(things, people, circumstances, settings, clock);

        var table = new TaskTable(database);
        var placeAnswers = new PlaceAnswers(places, table::count);
        var search = new TaskSearch(table, circumstances);
        var door = new TaskDoor(table, places);
        var fields = new FieldBook(places);
        var answers = new TaskAnswers(places, people, fields, placeAnswers, table);
        var writes = new TaskWrites(table, door, places, people, fields, clock, hooks);
        var deeds = new TaskDeeds(writes, table, door, places, clock);
        var checklists = new Checklists(writes, table, door, clock);
        var comments = new Comments(door, writes, people, things, clock, hooks);
        var views = new Views(places, search);
        var webhooks = new Webhooks(things, circumstances);
        var entries = new TimeEntries(door, writes, places, people, things, clock);

        var calls = new Calls(database, circumstances, deliveries);
        var placeRoutes = new PlaceRoutes(calls, places, people, building, placeAnswers, writes);
        var taskRoutes = new TaskRoutes(calls, places, search, answers, door, writes, deeds);
        var aroundRoutes = new AroundRoutes(calls, places, door, writes, comments, checklists, fields);
        var teamRoutes = new TeamRoutes(calls, places, views, webhooks, entries, answers);
        var api = new Api(calls, placeRoutes, taskRoutes, aroundRoutes, teamRoutes, tokens, database);
        var gate = new GateFilter(tokens, limit, circumstances);

        var consent = new ConsentPage(tokens, things, people);
        var surroundings = new TaskPage.Surroundings(places, people);
        var taskPage = new TaskPage(door, table, writes, deeds, checklists, comments, surroundings);
        var page = new Page(places, people, building, table, writes, taskPage, new PageForms(database, deliveries));

        var faults = new ArmedFaults(EnumSet.complementOf(EnumSet.of(Fault.CREATED, Fault.STALE_READ)));
        var journal = new Journal();
        var control = new FaultControl(PagePaths.FAULTS, faults, journal, circumstances, clock, deliveries);

        return new ClickUpSandbox(
                api.routes().and(consent.routes()).and(page.routes()),
                gate,
                seed,
                deliveries,
                new ClickUpAppControl(control, seed, places, people, building, fields, tokens),
                new ClickUpFaultFilter(faults, journal, limit));
    }
}
