package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.CountPhrase;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.ShownInstant.DayWord;
import dev.devledger.application.history.HistoryCounts;
import dev.devledger.application.sync.connector.Connectors;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The number of changes on each of the last days by channel, the oldest day first. Bars are scaled to the largest day.
 *
 * @param channels the channels with changes, in the order of a bar's parts from below
 */
record DailyChangeCounts(List<Day> days, List<Channel> channels) {
    static final int HEIGHT = 56;

    private static final long SHOWN = HistoryCounts.FURTHEST.toDays();

    /** The smallest height of the bar of a day with changes. */
    private static final long LEAST = 2;

    /** The fixed channels, the most important first; the connectors follow, then {@link #LAST}. */
    private static final List<String> OWN = List.of("web", "mcp", "rest");

    private static final String LAST = "system";

    /**
     * @param code the channel in the words of the contract
     * @param name the name for people
     * @param mark the style that distinguishes the channel's parts of bars
     * @param href the address of only the changes through this channel
     */
    record Channel(String code, String name, String mark, long changes, String href) {}

    /** @param y the upper edge of the part, measured from above */
    record Part(Channel channel, long changes, long y, long height) {}

    record Day(String date, long changes, String x, String width, List<Part> parts, String href) {
        String words() {
            String all = date + ": " + new CountPhrase(changes, "change", "changes");
            return parts.isEmpty()
                    ? all
                    : all
                            + parts.stream()
                                    .map(part -> part.channel().name() + " " + part.changes())
                                    .collect(Collectors.joining(", ", " (", ")"));
        }

        /** Returns the number of changes through a channel. */
        long through(Channel channel) {
            return parts.stream()
                    .filter(part -> part.channel().equals(channel))
                    .mapToLong(Part::changes)
                    .sum();
        }
    }

    /** Returns the first day of the chart. */
    static LocalDate first(LocalDate today) {
        return today.minusDays(SHOWN - 1);
    }

    static DailyChangeCounts of(
            Map<LocalDate, Map<String, Long>> changes, LocalDate today, PageQuery asked, Connectors connectors) {
        List<Channel> channels = channels(changes, asked, connectors);
        long most = changes.values().stream()
                .mapToLong(DailyChangeCounts::sum)
                .max()
                .orElse(0);
        List<Day> days = new ArrayList<>();
        for (int i = 0; i < SHOWN; i++) {
            LocalDate day = first(today).plusDays(i);
            String date = day.toString();
            Map<String, Long> counts = changes.getOrDefault(day, Map.of());
            days.add(new Day(
                    DayWord.of(day),
                    sum(counts),
                    percent(i),
                    percent(0.8),
                    parts(counts, channels, most),
                    href(asked, date)));
        }
        return new DailyChangeCounts(days, channels);
    }

    private static List<Channel> channels(
            Map<LocalDate, Map<String, Long>> changes, PageQuery asked, Connectors connectors) {
        Map<String, Long> all = new TreeMap<>();
        changes.values().forEach(day -> day.forEach((channel, count) -> all.merge(channel, count, Long::sum)));
        List<String> codes = all.keySet().stream()
                .sorted(Comparator.comparingInt(DailyChangeCounts::place).thenComparing(Comparator.naturalOrder()))
                .toList();
        return codes.stream()
                .map(code -> new Channel(
                        code,
                        name(code, connectors),
                        place(code) == OWN.size() ? "connector-" + connector(code, codes) : code,
                        all.getOrDefault(code, 0L),
                        asked.with("channel", code)))
                .toList();
    }

    private static int place(String code) {
        if (code.equals(LAST)) {
            return OWN.size() + 1;
        }
        int place = OWN.indexOf(code);
        return place < 0 ? OWN.size() : place;
    }

    /** Returns the number of the connector's style; three styles repeat. */
    private static long connector(String code, List<String> codes) {
        return codes.stream()
                        .filter(each -> place(each) == OWN.size())
                        .takeWhile(each -> !each.equals(code))
                        .count()
                % 3;
    }

    private static String name(String code, Connectors connectors) {
        return switch (code) {
            case "web" -> "the browser";
            case "mcp" -> "MCP";
            case "rest" -> "the API";
            case LAST -> "Devledger itself";
            default -> connectors.titleOrName(code);
        };
    }

    /** Stacks the parts of a day's bar; together they are as high as the bar. */
    private static List<Part> parts(Map<String, Long> counts, List<Channel> channels, long most) {
        long all = sum(counts);
        long height = all == 0 ? 0 : Math.max(LEAST, all * HEIGHT / most);
        List<Part> parts = new ArrayList<>();
        long below = 0;
        long filled = 0;
        for (Channel channel : channels) {
            long count = counts.getOrDefault(channel.code(), 0L);
            if (count > 0) {
                below += count;
                long end = below * height / all;
                parts.add(new Part(channel, count, HEIGHT - end, end - filled));
                filled = end;
            }
        }
        return List.copyOf(parts);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String percent(double days) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * days / SHOWN);
    }

    private static String href(PageQuery asked, String date) {
        Map<String, String> all = new TreeMap<>(asked.parameters());
        all.put("since", date);
        return new PageQuery(asked.path(), all).with("until", date);
    }

    boolean isEmpty() {
        return days.stream().allMatch(day -> day.changes() == 0);
    }

    /** Returns the days with changes, the newest first. */
    List<Day> full() {
        return days.reversed().stream().filter(day -> day.changes() > 0).toList();
    }
}
