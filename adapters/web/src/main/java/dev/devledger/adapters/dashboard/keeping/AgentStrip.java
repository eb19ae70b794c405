package dev.devledger.adapters.dashboard.keeping;

import dev.devledger.adapters.dashboard.frame.CountPhrase;
import dev.devledger.adapters.dashboard.frame.ShownInstant.DayWord;
import dev.devledger.application.history.AgentWork;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes of each agent on a day: a chart of the hours of the day, with a mark for each change set. Marks that are
 * too close to tell apart are joined into one mark, which is higher the more change sets it stands for. Positions are
 * shares of the width.
 *
 * @param title the title of the chart
 */
public record AgentStrip(String title, List<Row> rows, List<Hour> hours) {
    /** The most marks side by side that a user can tell apart on a phone. */
    private static final int PARTS = 120;

    private static final int AGENTS = 20;
    private static final int HEIGHT = 28;
    private static final int LEAST = 10;

    /** The width of a mark in parts, so that a single mark is visible on a phone as well. */
    private static final double WIDTH = 1;

    /** The number of hours between labels, so that the labels have room on a phone. */
    private static final int HOURS = 3;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** @param href the address of the agent's changes on that day */
    public record Row(String name, String through, List<Bar> bars, String words, String href) {}

    public record Bar(String x, int height, String words) {
        public int y() {
            return HEIGHT - height;
        }
    }

    public record Hour(String word, String x) {}

    /** The hours that a chart covers. */
    private record Range(Instant begin, Instant end, ZoneId zone) {
        static Range of(LocalDate day, ZoneId zone) {
            return new Range(
                    day.atStartOfDay(zone).toInstant(),
                    day.plusDays(1).atStartOfDay(zone).toInstant(),
                    zone);
        }

        static Range until(Instant now, ZoneId zone) {
            return new Range(now.minus(Duration.ofDays(1)), now, zone);
        }

        String x(Instant at) {
            double share = (double) Duration.between(begin, at).toMillis()
                    / Duration.between(begin, end).toMillis();
            return percent(share * 100);
        }

        List<Hour> hours() {
            List<Hour> hours = new ArrayList<>();
            ZonedDateTime first = begin.atZone(zone).truncatedTo(ChronoUnit.HOURS);
            for (ZonedDateTime at = first; at.toInstant().isBefore(end); at = at.plusHours(1)) {
                if (at.getHour() % HOURS == 0 && !at.toInstant().isBefore(begin)) {
                    hours.add(new Hour(String.format(Locale.ROOT, "%02d", at.getHour()), x(at.toInstant())));
                }
            }
            return hours;
        }

        /** Returns two times in words, with the day unless it is the last day of the chart. */
        String between(Instant first, Instant last) {
            String from = CLOCK.format(first.atZone(zone));
            String to = CLOCK.format(last.atZone(zone)) + day(last);
            if (!day(first).equals(day(last))) {
                return "between " + from + day(first) + " and " + to;
            }
            return to.startsWith(from) ? "at " + to : "between " + from + " and " + to;
        }

        private String day(Instant at) {
            LocalDate of = end.minusMillis(1).atZone(zone).toLocalDate();
            return at.atZone(zone).toLocalDate().isBefore(of) ? " yesterday" : "";
        }
    }

    /** Returns the chart of one day in a time zone. */
    static AgentStrip of(AgentWork work, LocalDate day, ZoneId zone, DayLink link) {
        return of("On " + DayWord.of(day), work, Range.of(day, zone), link);
    }

    static AgentStrip ofLastHours(AgentWork work, Instant now, ZoneId zone, DayLink link) {
        return of("In the last 24 hours", work, Range.until(now, zone), link);
    }

    /** Builds the link to an agent's changes on a day. */
    interface DayLink {
        String to(AgentWork.Agent agent, LocalDate day);
    }

    private static AgentStrip of(String title, AgentWork work, Range span, DayLink link) {
        List<AgentWork.Strip> strips = work.strips(span.begin(), span.end(), PARTS, AGENTS);
        long most = strips.stream()
                .flatMap(strip -> strip.marks().stream())
                .mapToLong(AgentWork.Mark::changeSets)
                .max()
                .orElse(1);
        return new AgentStrip(
                title,
                strips.stream().map(strip -> row(strip, span, most, link)).toList(),
                span.hours());
    }

    private static Row row(AgentWork.Strip strip, Range span, long most, DayLink link) {
        List<AgentWork.Mark> marks = strip.marks();
        long changeSets = marks.stream().mapToLong(AgentWork.Mark::changeSets).sum();
        return new Row(
                AgentName.of(strip.agent()),
                AgentName.through(strip.agent()),
                marks.stream().map(mark -> bar(mark, span, most)).toList(),
                changeSets(changeSets) + " "
                        + span.between(marks.getFirst().first(), marks.getLast().last()),
                link.to(
                        strip.agent(),
                        marks.getLast().last().atZone(span.zone()).toLocalDate()));
    }

    private static Bar bar(AgentWork.Mark mark, Range span, long most) {
        long higher = most == 1 ? 0 : (HEIGHT - LEAST) * (mark.changeSets() - 1) / (most - 1);
        return new Bar(
                percent(100.0 * mark.part() / PARTS),
                LEAST + Math.toIntExact(higher),
                changeSets(mark.changeSets()) + " " + span.between(mark.first(), mark.last()) + ", "
                        + new CountPhrase(mark.changes(), "change", "changes"));
    }

    private static CountPhrase changeSets(long number) {
        return new CountPhrase(number, "change set", "change sets");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f%%", share);
    }

    public int height() {
        return HEIGHT;
    }

    public String width() {
        return percent(WIDTH * 100 / PARTS);
    }

    /** Names an agent on pages and in addresses. */
    static final class AgentName {
        private static final String ACTOR = "actor";
        private static final String CHANNEL = "channel";
        private static final Map<String, String> CHANNELS = Map.of("mcp", "MCP", "rest", "the API");

        private AgentName() {}

        static String of(AgentWork.Agent agent) {
            return agent.name().isEmpty() ? "without a name" : agent.name();
        }

        /** Returns the access token and the channel, such as "ci, the API". */
        static String through(AgentWork.Agent agent) {
            return Stream.of(agent.actor(), channel(agent.channel()))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", "));
        }

        private static @Nullable String channel(@Nullable String channel) {
            return channel == null ? null : CHANNELS.getOrDefault(channel, channel);
        }

        /** Returns the parameters for the agent in an address, named like the history's filters. */
        static Map<String, String> parameters(AgentWork.Agent agent) {
            Map<String, String> parameters = new TreeMap<>();
            parameters.put(agent.said() ? "agent" : "client", agent.name());
            put(parameters, ACTOR, agent.actor());
            put(parameters, CHANNEL, agent.channel());
            return parameters;
        }

        private static void put(Map<String, String> parameters, String name, @Nullable String value) {
            if (value != null) {
                parameters.put(name, value);
            }
        }

        /** Returns the agent in an address; null without an agent. */
        static AgentWork.@Nullable Agent asked(Map<String, String> parameters) {
            String said = parameters.get("agent");
            String name = said == null ? parameters.get("client") : said;
            return name == null
                    ? null
                    : new AgentWork.Agent(name.strip(), said != null, parameters.get(ACTOR), parameters.get(CHANNEL));
        }
    }
}
