package dev.devledger.adapters.dashboard.keeping;

import dev.devledger.adapters.dashboard.history.ChangeSetView;
import dev.devledger.application.history.AgentWork;
import java.time.Instant;
import java.util.List;

/** What an agent changed in a time, change set by change set, as the history tells it. */
@FunctionalInterface
interface DayOfAgent {
    /** @param most so many at most, the newest first */
    List<ChangeSetView> of(AgentWork.Agent agent, Instant from, Instant until, int most, Instant now);
}
