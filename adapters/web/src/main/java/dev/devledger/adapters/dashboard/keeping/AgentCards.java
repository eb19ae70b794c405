package dev.devledger.adapters.dashboard.keeping;

import dev.devledger.adapters.dashboard.frame.Avatar;
import dev.devledger.adapters.dashboard.frame.ChangeView;
import dev.devledger.adapters.dashboard.frame.CountPhrase;
import dev.devledger.adapters.dashboard.frame.Frame.TimerView;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.frame.ShownInstant.DayWord;
import dev.devledger.adapters.dashboard.frame.ShownInstant.ShownDuration;
import dev.devledger.adapters.dashboard.history.ChangeSetView;
import dev.devledger.application.claim.Claims.ClaimQueries;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimedTask;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.AgentWork;
import dev.devledger.application.history.AgentWork.NewestSet;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a card for each agent: what it holds, its timer, its last changes, and how much of its work was undone. */
public record AgentCards(
        ClaimQueries claims, TimeEntryQueries entries, AgentWork work, AgentCards.ChangesAt changes, Clock clock) {
    private static final PageRequest CLAIMS = new PageRequest(PageRequest.MAX_LIMIT, null);

    /** The most cards of agents that hold nothing and have no timer. */
    private static final int IDLE = 24;

    private static final int CHANGES = 5;

    /** The claims of one agent that are shown unfolded. */
    private static final int SHOWN = 3;

    /** An agent that claimed for a short time is stuck after half of it. */
    private static final Duration SILENCE = Duration.ofMinutes(30);

    /** A task that an agent holds. {@code silence} is null unless the agent has done nothing for too long. */
    public record Held(ClaimedTask task, @Nullable ShownDuration silence, Instant now) {

        /** @param lastSeen the last sign of life of the agent; null if it is unknown */
        static Held of(ClaimedTask task, @Nullable Instant lastSeen, Instant now) {
            Instant last = lastSeen == null || lastSeen.isBefore(task.since()) ? task.since() : lastSeen;
            Duration half = Duration.between(task.since(), task.until()).dividedBy(2);
            Duration allowed = half.compareTo(SILENCE) < 0 ? half : SILENCE;
            boolean stuck = Duration.between(last, now).compareTo(allowed) > 0;
            return new Held(task, stuck ? ShownDuration.between(last, now) : null, now);
        }

        public ShownInstant since() {
            return new ShownInstant(task.since(), now);
        }

        public String left() {
            return ShownDuration.between(now, task.until()).toString();
        }
    }

    /** A change set by its last change. */
    public record Line(ChangeView change, long changes) {
        public String href() {
            return "/change-sets/" + change.entry().changeSet();
        }

        /** Returns the number of the other changes; empty if there is none. */
        public String others() {
            return changes > 1 ? "and " + CountPhrase.of(changes - 1) + " more · " : "";
        }
    }

    /**
     * @param timer its timer; null if it does not run
     * @param work its work in the period; null if nothing of it is in the period
     */
    public record Card(
            String name,
            boolean named,
            List<Held> held,
            @Nullable TimerView timer,
            AgentWork.@Nullable Summary work,
            List<Line> lines,
            PageQuery asked,
            Instant now) {
        public Avatar avatar() {
            return Avatar.of(name);
        }

        /** True if the agent holds a task, or its timer runs. */
        boolean isBusy() {
            return !held.isEmpty() || timer != null;
        }

        public boolean isStuck() {
            return held.stream().anyMatch(each -> each.silence() != null);
        }

        public List<Held> shown() {
            return held.subList(0, Math.min(SHOWN, held.size()));
        }

        public List<Held> folded() {
            return held.subList(shown().size(), held.size());
        }

        /** Returns the number of the changes, and of the change sets that were undone; a dash if it is unknown. */
        public String figures() {
            if (work == null || work.changeSets() == 0) {
                return "No changes";
            }
            String undone = work.undone() == null ? "–" : CountPhrase.of(work.undone());
            return new CountPhrase(work.changes(), "change", "changes") + ", " + undone + " of "
                    + CountPhrase.of(work.changeSets()) + " undone";
        }

        public String history() {
            return new PageQuery("/history", Map.of(named ? "agent" : "actor", name)).with("", null);
        }

        /** Returns the last day on which the agent changed something; null without one, or if the agent has no name. */
        public @Nullable LocalDate lastDay() {
            Instant last = work == null ? null : work.lastChange();
            return last == null || !named ? null : LocalDate.ofInstant(last, ShownInstant.zone());
        }

        public String dayWord() {
            LocalDate day = lastDay();
            return day == null ? "" : DayWord.of(day);
        }

        public String day() {
            return AgentWorkPart.link(asked, new AgentWork.Agent(name, true, null, null), lastDay());
        }
    }

    /**
     * @param moreClaims true if only some of the claims are shown
     * @param moreAgents true if only some of the idle agents are shown
     */
    public record View(List<Card> cards, boolean moreClaims, boolean moreAgents) {}

    /** Reads the changes at positions of the history, by change set. */
    @FunctionalInterface
    interface ChangesAt {
        List<ChangeSetView> of(List<Long> positions, Instant now);
    }

    /** Reads the cards for a request of the page, with as many statements for many agents as for one. */
    public View of(PageQuery asked) {
        Instant now = clock.instant();
        Page<ClaimedTask> claimed = claims.live(null, CLAIMS);
        Map<String, List<ClaimedTask>> held = claimed.items().stream()
                .collect(Collectors.groupingBy(ClaimedTask::agent, LinkedHashMap::new, Collectors.toList()));
        Map<String, TimerView> timers = timers(now);
        timers.keySet().forEach(agent -> held.putIfAbsent(agent, List.of()));
        Instant since = now.minus(Duration.ofDays(AgentWorkPart.days(asked)));
        List<AgentWork.Summary> seen = work.agents(since, held.keySet(), held.size() + IDLE + 1, CHANGES);
        Map<Long, ChangeView> told = changes(seen, now);
        List<Card> cards = new ArrayList<>();
        for (AgentWork.Summary each : seen) {
            List<Held> tasks = held(held.getOrDefault(each.name(), List.of()), each.lastSeen(), now);
            TimerView timer = timers.get(each.name());
            cards.add(new Card(each.name(), each.named(), tasks, timer, each, lines(each, told), asked, now));
            held.remove(each.name());
        }
        held.forEach((name, tasks) -> {
            boolean named = tasks.stream().noneMatch(task -> task.actor().equals(name));
            List<Held> own = held(tasks, null, now);
            cards.add(new Card(name, named, own, timers.get(name), null, List.of(), asked, now));
        });
        List<Card> busy = cards.stream().filter(Card::isBusy).toList();
        List<Card> idle = cards.stream().filter(card -> !card.isBusy()).toList();
        return new View(
                Stream.concat(busy.stream(), idle.stream().limit(IDLE)).toList(),
                claimed.nextCursor() != null,
                idle.size() > IDLE);
    }

    /** Reads the running timers by the names of the agents. */
    private Map<String, TimerView> timers(Instant now) {
        Map<String, TimerView> timers = new LinkedHashMap<>();
        for (Named each : entries.allRunning()) {
            String agent = each.entry().agent();
            if (agent != null) {
                timers.putIfAbsent(agent, TimerView.of(each, now));
            }
        }
        return timers;
    }

    private static List<Held> held(List<ClaimedTask> tasks, @Nullable Instant lastSeen, Instant now) {
        return tasks.stream().map(task -> Held.of(task, lastSeen, now)).toList();
    }

    private static List<Line> lines(AgentWork.Summary agent, Map<Long, ChangeView> changes) {
        return agent.newest().stream()
                .flatMap(set -> Stream.ofNullable(changes.get(set.last())).map(last -> new Line(last, set.changes())))
                .toList();
    }

    /** Reads the last changes of all agents at once, by position. */
    private Map<Long, ChangeView> changes(List<AgentWork.Summary> agents, Instant now) {
        List<Long> positions = agents.stream()
                .flatMap(agent -> agent.newest().stream())
                .map(NewestSet::last)
                .toList();
        return changes.of(positions, now).stream()
                .flatMap(set -> set.changes().stream())
                .collect(Collectors.toMap(change -> change.entry().position(), Function.identity()));
    }
}
