package dev.devledger.adapters.dashboard.keeping;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.history.ChangeSetView;
import dev.devledger.adapters.dashboard.history.ChangeSetView.NamedChanges;
import dev.devledger.adapters.dashboard.keeping.AgentStrip.AgentName;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.AgentWork;
import dev.devledger.application.history.ChangeSets.ChangeSetSummaries;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the changes of agents and programs in the last days, and the changes of one agent on one day, which can be undone. */
public record AgentWorkPart(AgentWork work, AgentWorkPart.DayOfAgent days, Clock clock) {
    private static final List<Integer> SPANS = List.of(1, 7, 30);
    private static final int AGENTS = 50;

    /** The most change sets in one undo. */
    private static final int CHANGE_SETS = 200;

    private static final int TOOLS = 3;
    private static final String DAYS = "days";
    private static final String DAY = "day";

    /** The parameters that name an agent. */
    private static final Set<String> WHO = Set.of("agent", "client", "actor", "channel");

    /** An agent as a line of the table. */
    public record Line(AgentWork.Figures figures, PageQuery asked, Instant now) {
        public String name() {
            return AgentName.of(figures.agent());
        }

        public String through() {
            return AgentName.through(figures.agent());
        }

        /**
         * False for an agent without a name, whose changes only the history shows, and for an agent that only claimed
         * tasks.
         */
        public boolean hasDay() {
            return !figures.agent().name().isEmpty() && figures.changes() > 0;
        }

        public ShownInstant seen() {
            return new ShownInstant(figures.lastSeen(), now);
        }

        public String tools() {
            String most = figures.tools().stream()
                    .limit(TOOLS)
                    .map(each -> each.tool() + " " + each.times())
                    .collect(Collectors.joining(", "));
            if (most.isEmpty()) {
                return "–";
            }
            return figures.tools().size() > TOOLS ? most + " …" : most;
        }

        /** Returns the number of the agent's change sets that were undone, and their share; a dash if unknown. */
        public String undone() {
            Long undone = figures.undone();
            if (undone == null) {
                return "–";
            }
            return undone == 0 ? "0" : undone + " (" + Math.max(1, 100 * undone / figures.changeSets()) + " %)";
        }

        public String history() {
            return history(figures.agent());
        }

        private static String history(AgentWork.Agent agent) {
            return new PageQuery("/history", AgentName.parameters(agent)).with("", null);
        }

        public String day() {
            return link(asked, figures.agent(), null);
        }
    }

    /** A change set of an agent's day. */
    public record Step(AgentWork.Done done, Instant now) {
        public ShownInstant at() {
            return new ShownInstant(done.at(), now);
        }

        public String tool() {
            return done.tool() == null ? "changed" : done.tool();
        }
    }

    /**
     * The changes of an agent on one day.
     *
     * @param told the change sets whose changes the page shows
     */
    public record Day(AgentWork.Agent agent, LocalDate day, List<Step> steps, List<ChangeSetView> told, boolean whole) {
        /** Returns the steps for which the page shows only the number of changes. */
        public List<Step> others() {
            Set<UUID> ids = told.stream().map(ChangeSetView::id).collect(Collectors.toSet());
            return steps.stream()
                    .filter(step -> !ids.contains(step.done().changeSet()))
                    .toList();
        }

        public String name() {
            return AgentName.of(agent);
        }

        public String through() {
            return AgentName.through(agent);
        }

        /** Returns the parameters that the form for another day keeps. */
        public Map<String, String> kept() {
            return AgentName.parameters(agent);
        }

        public String ids() {
            return steps.stream()
                    .map(Step::done)
                    .map(AgentWork.Done::changeSet)
                    .map(UUID::toString)
                    .collect(Collectors.joining(","));
        }
    }

    /** @param day the day of the chosen agent; null if no agent is chosen */
    public record View(
            Frame frame,
            PageQuery asked,
            int days,
            List<Line> lines,
            AgentStrip strip,
            @Nullable Day day) {
        public List<Integer> spans() {
            return SPANS;
        }

        public String period() {
            return days == 1 ? "last day" : "last " + days + " days";
        }

        public String span(int days) {
            return asked.with(DAYS, Integer.toString(days));
        }
    }

    /** Reads the part that the address requests, for the page around it. */
    public View of(PageQuery asked, Frame frame) {
        Instant now = clock.instant();
        int days = days(asked);
        List<Line> lines = work.since(now.minus(Duration.ofDays(days)), AGENTS).stream()
                .map(each -> new Line(each, asked, now))
                .toList();
        AgentWork.Agent agent = AgentName.asked(asked.parameters());
        LocalDate chosen = asked.day(DAY);
        LocalDate day = chosen == null ? LocalDate.ofInstant(now, ShownInstant.zone()) : chosen;
        return new View(
                frame,
                asked,
                days,
                lines,
                chosen == null && agent == null
                        ? AgentStrip.ofLastHours(work, now, ShownInstant.zone(), (each, on) -> link(asked, each, on))
                        : AgentStrip.of(work, day, ShownInstant.zone(), (each, on) -> link(asked, each, on)),
                agent == null ? null : day(agent, day, now));
    }

    /**
     * Returns the link to an agent's day. An agent without a name is linked to the history, as only the history shows
     * the agent's changes.
     */
    static String link(PageQuery asked, AgentWork.Agent agent, @Nullable LocalDate day) {
        if (agent.name().isEmpty()) {
            return Line.history(agent);
        }
        Map<String, String> kept = new TreeMap<>(asked.parameters());
        kept.keySet().removeAll(WHO);
        kept.putAll(AgentName.parameters(agent));
        return new PageQuery(asked.path(), kept).with(DAY, day == null ? asked.text(DAY) : day.toString()) + "#day";
    }

    static int days(PageQuery asked) {
        String text = asked.text(DAYS);
        return SPANS.stream()
                .filter(each -> each.toString().equals(text == null ? "7" : text))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(DAYS, "is \"" + text + "\"; allowed are 1, 7, 30"));
    }

    private Day day(AgentWork.Agent agent, LocalDate day, Instant now) {
        Instant from = day.atStartOfDay(ShownInstant.zone()).toInstant();
        Instant until = day.plusDays(1).atStartOfDay(ShownInstant.zone()).toInstant();
        List<AgentWork.Done> done = work.of(agent, from, until, CHANGE_SETS + 1);
        List<Step> steps = done.stream()
                .limit(CHANGE_SETS)
                .map(each -> new Step(each, now))
                .toList();
        return new Day(agent, day, steps, told(agent, from, until, steps, now), done.size() <= CHANGE_SETS);
    }

    /** Returns the change sets that can be undone, which do not include claims. */
    private List<ChangeSetView> told(
            AgentWork.Agent agent, Instant from, Instant until, List<Step> steps, Instant now) {
        if (steps.isEmpty()) {
            return List.of();
        }
        Set<UUID> changed = steps.stream().map(step -> step.done().changeSet()).collect(Collectors.toSet());
        return days.of(agent, from, until, CHANGE_SETS, now).stream()
                .filter(set -> changed.contains(set.id()))
                .toList();
    }

    /** Finds the changes of an agent in a period, by change set, as in the history. */
    @FunctionalInterface
    interface DayOfAgent {
        /** @param most the most change sets to return, the newest first */
        List<ChangeSetView> of(AgentWork.Agent agent, Instant from, Instant until, int most, Instant now);
    }

    /** Reads the history like the history's page. Finds an agent without a name by its token and channel. */
    record DayInHistory(ChangeSetSummaries sets, NamedChanges named) implements DayOfAgent {
        @Override
        public List<ChangeSetView> of(AgentWork.Agent agent, Instant from, Instant until, int most, Instant now) {
            String name = agent.name().isEmpty() ? null : agent.name();
            HistoryFilter theirs = HistoryFilter.ALL
                    .with(HistoryFilter.ACTOR, agent.actor())
                    .with(HistoryFilter.CHANNEL, agent.channel())
                    .with(HistoryFilter.SINCE, from)
                    .with(HistoryFilter.UNTIL, until)
                    .with(HistoryFilter.AGENT, agent.said() ? name : null)
                    .with(HistoryFilter.CLIENT, agent.said() ? null : name);
            return named.told(sets.list(theirs, new PageRequest(most, null)).items(), now, null);
        }
    }
}
