package dev.devledger.adapters.dashboard.keeping;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.At;
import dev.devledger.application.history.AgentWork;
import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What agents changed in the last days, and what one of them did on one day, with the way back. */
public record AgentWorkPart(AgentWork work, Clock clock, ZoneId zone) {
    private static final List<Integer> SPANS = List.of(1, 7, 30);
    private static final int AGENTS = 50;

    /** As many as one undo takes back. */
    private static final int CHANGE_SETS = 200;

    private static final int TOOLS = 3;
    private static final String CLIENT = "client";
    private static final String DAYS = "days";
    private static final String DAY = "day";

    /** One agent as a line. */
    public record Line(AgentWork.Figures figures, Asked asked, Instant now) {
        public String name() {
            return AgentWorkPart.name(figures.client());
        }

        public At seen() {
            return new At(figures.lastSeen(), now);
        }

        public String tools() {
            String most = figures.tools().stream()
                    .limit(TOOLS)
                    .map(each -> each.tool() + " " + each.times())
                    .collect(Collectors.joining(", "));
            return figures.tools().size() > TOOLS ? most + " …" : most;
        }

        /** How many of its change sets somebody took back, and what share that is; a dash where that is not known. */
        public String undone() {
            Long undone = figures.undone();
            if (undone == null) {
                return "–";
            }
            return undone == 0 ? "0" : undone + " (" + Math.max(1, 100 * undone / figures.changeSets()) + " %)";
        }

        public String history() {
            return history(figures.client());
        }

        private static String history(String client) {
            return client.isEmpty()
                    ? "/history?channel=mcp"
                    : new Asked("/history", Map.of("channel", "mcp")).with(CLIENT, client);
        }

        public String day() {
            return asked.with(CLIENT, figures.client()) + "#day";
        }
    }

    /** A change set of the day. */
    public record Step(AgentWork.Done done, Instant now) {
        public At at() {
            return new At(done.at(), now);
        }

        public String tool() {
            return done.tool() == null ? "changed" : done.tool();
        }
    }

    /** What one did on one day. */
    public record Day(String client, LocalDate day, List<Step> steps, boolean whole) {
        public String name() {
            return AgentWorkPart.name(client);
        }

        public String ids() {
            return steps.stream()
                    .map(Step::done)
                    .map(AgentWork.Done::changeSet)
                    .map(UUID::toString)
                    .collect(Collectors.joining(","));
        }
    }

    /** @param day null where nobody is chosen */
    public record View(
            Asked asked,
            int days,
            List<Line> lines,
            AgentStrip strip,
            @Nullable Day day) {
        public List<Integer> spans() {
            return SPANS;
        }

        public String span(int days) {
            return asked.with(DAYS, Integer.toString(days));
        }
    }

    static String name(String client) {
        return client.isEmpty() ? "without a name" : client;
    }

    /** As the address asks. */
    public View of(Asked asked) {
        Instant now = clock.instant();
        int days = days(asked);
        List<Line> lines = work.since(now.minus(Duration.ofDays(days)), AGENTS).stream()
                .map(each -> new Line(each, asked, now))
                .toList();
        String client = asked.text(CLIENT);
        LocalDate chosen = asked.day(DAY);
        LocalDate day = chosen == null ? LocalDate.ofInstant(now, zone) : chosen;
        return new View(
                asked,
                days,
                lines,
                chosen == null && client == null
                        ? AgentStrip.ofLastHours(work, now, zone, (each, on) -> link(asked, each, on))
                        : AgentStrip.of(work, day, zone, (each, on) -> link(asked, each, on)),
                client == null ? null : day(client, day, now));
    }

    /** What one without a name did is told by the history alone. */
    private static String link(Asked asked, String client, LocalDate day) {
        if (client.isEmpty()) {
            return Line.history(client);
        }
        Map<String, String> kept = new TreeMap<>(asked.parameters());
        kept.put(DAY, day.toString());
        return new Asked(asked.path(), kept).with(CLIENT, client) + "#day";
    }

    private static int days(Asked asked) {
        String text = asked.text(DAYS);
        return SPANS.stream()
                .filter(each -> each.toString().equals(text == null ? "7" : text))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(DAYS, "is \"" + text + "\"; allowed are 1, 7, 30"));
    }

    private Day day(String client, LocalDate day, Instant now) {
        List<AgentWork.Done> done = work.of(
                client,
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant(),
                CHANGE_SETS + 1);
        List<Step> steps = done.stream()
                .limit(CHANGE_SETS)
                .map(each -> new Step(each, now))
                .toList();
        return new Day(client, day, steps, done.size() <= CHANGE_SETS);
    }
}
