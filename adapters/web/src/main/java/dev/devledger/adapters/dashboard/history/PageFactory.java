package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.Frame.RunningTimer;
import dev.devledger.adapters.dashboard.frame.NeedsView.Needs;
import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.dashboard.frame.PageQuery.MomentParameters;
import dev.devledger.adapters.dashboard.frame.PastMoment.PageMoments;
import dev.devledger.adapters.dashboard.history.ChangeSetView.NamedChanges;
import dev.devledger.adapters.dashboard.history.ChangeSetView.NewestChanges;
import dev.devledger.application.history.ChangeSets.ChangeSetSummaries;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.time.TimeEntryQueries;
import java.time.Clock;

/** Builds the parts that several pages share. */
public abstract class PageFactory {
    protected final PagePorts in;
    protected final ProjectQueries projects;
    protected final TaskQueries tasks;
    protected final TimeEntryQueries entries;
    protected final HistoryQueries history;
    protected final Connectors connectors;
    protected final Clock clock;
    protected final Frames frames;
    protected final PageMoments moments;
    protected final ChangeSetSummaries sets;
    protected final NamedChanges named;
    protected final NewestChanges newest;
    protected final MissingPage missing;
    final MomentParameters asked;
    final KeyedEntities entities;

    protected PageFactory(PagePorts in) {
        this.in = in;
        projects = in.projectQueries();
        tasks = in.taskQueries();
        entries = in.timeEntryQueries();
        history = in.historyQueries();
        connectors = in.connectors();
        clock = in.clock();
        frames = new Frames(
                in.syncs(),
                in.connectOffers(),
                in.savedViews().directory(),
                new RunningTimer(entries, clock),
                new Needs(in.attention(), clock));
        asked = new MomentParameters(in.moments());
        moments = new PageMoments(history, asked, connectors, clock);
        sets = new ChangeSetSummaries(in.changeSets(), history);
        named = new NamedChanges(in.entityNames(), connectors);
        newest = new NewestChanges(history, in.changeSets(), named);
        entities = new KeyedEntities(projects, tasks);
        missing = new MissingPage(entities, frames, moments, clock);
    }
}
