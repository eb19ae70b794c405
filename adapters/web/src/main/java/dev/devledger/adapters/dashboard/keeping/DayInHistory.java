package dev.devledger.adapters.dashboard.keeping;

import dev.devledger.adapters.dashboard.history.ChangeSetView;
import dev.devledger.adapters.dashboard.history.NamedChanges;
import dev.devledger.application.history.AgentWork;
import dev.devledger.application.history.ChangeSetsTold;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.query.PageRequest;
import java.time.Instant;
import java.util.List;

/** Looked up as the page of the history does. One without a name is told by what it came through alone. */
record DayInHistory(ChangeSetsTold sets, NamedChanges named) implements DayOfAgent {
    @Override
    public List<ChangeSetView> of(AgentWork.Agent agent, Instant from, Instant until, int most, Instant now) {
        String name = agent.name().isEmpty() ? null : agent.name();
        HistoryFilter theirs = HistoryFilter.ALL.with(to -> {
            to.actor = agent.actor();
            to.channel = agent.channel();
            to.since = from;
            to.until = until;
            to.agent = agent.said() ? name : null;
            to.client = agent.said() ? null : name;
        });
        return named.told(sets.list(theirs, new PageRequest(most, null)).items(), now, null);
    }
}
