package dev.devledger.adapters.sandbox.ticktick;

import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxSettings;
import dev.devledger.adapters.sandbox.ticktick.api.MoreRoutes;
import dev.devledger.adapters.sandbox.ticktick.api.OpenApi;
import dev.devledger.adapters.sandbox.ticktick.app.App;
import dev.devledger.adapters.sandbox.ticktick.app.Page;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.CardKeys;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances.FirstReads;
import dev.devledger.adapters.sandbox.ticktick.common.RateLimit;
import dev.devledger.adapters.sandbox.ticktick.faults.AppControl;
import dev.devledger.adapters.sandbox.ticktick.oauth.Bearers;
import dev.devledger.adapters.sandbox.ticktick.oauth.Grants;
import dev.devledger.adapters.sandbox.ticktick.oauth.OAuth;
import dev.devledger.adapters.sandbox.ticktick.tasks.Batch;
import dev.devledger.adapters.sandbox.ticktick.tasks.Columns;
import dev.devledger.adapters.sandbox.ticktick.tasks.Comments;
import dev.devledger.adapters.sandbox.ticktick.tasks.Groups;
import dev.devledger.adapters.sandbox.ticktick.tasks.ProjectRows;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects;
import dev.devledger.adapters.sandbox.ticktick.tasks.Quota;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tags;
import dev.devledger.adapters.sandbox.ticktick.tasks.TaskReads;
import dev.devledger.adapters.sandbox.ticktick.tasks.TaskRows;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tasks;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * All of the sandbox, put together.
 *
 * @param app what a person does in the app, for tests
 */
record TickTickSandbox(RouterFunction<ServerResponse> routes, AppControl app) {

    /** Each part is made of those above it. */
    static TickTickSandbox of(
            SandboxDatabase database,
            ZoneId zone,
            Clock clock,
            SandboxSettings settings,
            CardKeys keys,
            Circumstances circumstances) {
        var account = Account.of(database, zone);
        var firstReads = new FirstReads(circumstances);
        var rows = new TaskRows(database);
        var lists = new ProjectRows(database);
        var quota = new Quota(database, circumstances);
        var projects = new Projects(database, lists, quota, clock);
        var tasks = new Tasks(database, rows, lists, quota, account, circumstances, firstReads, clock);
        var reads = new TaskReads(database, rows, lists, account, circumstances, firstReads);
        var batch = new Batch(database, rows, account, circumstances, tasks, clock);
        var groups = new Groups(database, lists, clock);
        var columns = new Columns(database, lists, rows, account, clock);
        var tags = new Tags(database);
        var comments = new Comments(database, rows, account, clock);

        var grants = new Grants(database, clock);
        var bearers = new Bearers(settings, grants, circumstances);
        var oauth = new OAuth(grants, circumstances);

        var limit = new RateLimit(clock, settings.limitsRate());
        var more = new MoreRoutes(account, projects, tasks, groups, columns, tags, comments);
        var api = new OpenApi(bearers, limit, reads, batch, more);
        var app = new App(database, rows, lists, account, tasks, clock);
        var page = new Page(database, account, projects, app, keys, clock);

        return new TickTickSandbox(oauth.routes().and(api.routes()).and(page.routes()), new AppControl(app, projects));
    }
}
