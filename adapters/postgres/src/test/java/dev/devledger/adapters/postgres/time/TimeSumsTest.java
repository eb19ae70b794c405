package dev.devledger.adapters.postgres.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping.By;
import dev.devledger.application.time.TimeEntryQueries.TimeSummary;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.time.Days;
import dev.devledger.domain.time.Rounding;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the statement sums up is what a plain sum over all entries says, in any zone, now and as of each position. */
class TimeSumsTest {
    private static final int EVENTS = 160;
    private static final int QUESTIONS = 50;
    private static final List<By> OF_TIME = List.of(By.DAY, By.WEEK, By.MONTH);
    private static final List<String> ROUNDINGS = List.of("15m:up", "7m", "1h:down");

    @RegisterExtension
    private static final Database database = Database.emptied();

    private Random random;
    private TimeStory story;
    private ZoneId zone;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Madrid",
                "America/Los_Angeles",
                "Australia/Lord_Howe",
                "America/Sao_Paulo",
                "Atlantic/Azores",
                "America/Havana",
                "Pacific/Apia",
                "UTC"
            })
    void sums_are_those_of_the_entries(String name) {
        zone = ZoneId.of(name);
        long seed = Long.getLong("devledger.test.seed", name.hashCode());
        random = new Random(seed);
        story = new TimeStory(database, zone, seed);
        for (int i = 0; i < EVENTS; i++) {
            story.goOn();
        }
        if (random.nextBoolean()) {
            database.jdbc.sql("vacuum (analyze) worked_time").update(); // which is read in the order of tasks then
        }
        Instant now = Instant.parse("2026-05-03T10:00:00Z");
        TimeEntryQueries queries =
                new PostgresTimeEntryQueries(database.jdbc, database.transactions, Clock.fixed(now, ZoneOffset.UTC));
        for (int i = 0; i < QUESTIONS; i++) {
            TimeGrouping grouping = grouping();
            TimeEntryFilter filter = filter(grouping.split());
            TimeStory.Known known = story.byPosition.lastEntry().getValue();
            same(
                    sums(queries.summary(grouping, filter)),
                    expected(known, now, grouping, filter),
                    grouping + " " + filter);
            long position = story.any(List.copyOf(story.byPosition.keySet()));
            TimeStory.Known then = story.byPosition.get(position);
            same(
                    sums(queries.asOf(LedgerMoment.at(position)).summary(grouping, filter)),
                    expected(then, then.at(), grouping, filter),
                    grouping + " " + filter + " at " + position);
        }
    }

    /** Tells what is not, and not all that is. */
    private static void same(Map<List<?>, List<Long>> is, Map<List<?>, List<Long>> expected, String of) {
        Map<List<?>, List<Long>> wrong = new HashMap<>(is);
        expected.forEach((group, sums) -> {
            if (!wrong.remove(group, sums)) {
                throw new AssertionError(group + " has " + is.get(group) + ", and not " + sums + ": " + of);
            }
        });
        assertThat(wrong).as(of).isEmpty();
    }

    private TimeGrouping grouping() {
        List<By> words = new ArrayList<>(List.of(By.values()));
        words.removeAll(OF_TIME);
        words.add(story.any(OF_TIME));
        Collections.shuffle(words, random);
        if (random.nextBoolean()) {
            words.remove(By.TASK);
        }
        return new TimeGrouping(
                List.copyOf(words.subList(0, 1 + random.nextInt(3))),
                random.nextInt(3) > 0 ? Rounding.NONE : Rounding.parse(story.any(ROUNDINGS)),
                zone,
                random.nextBoolean());
    }

    private TimeEntryFilter filter(boolean split) {
        Instant from = random.nextBoolean() ? null : moment(LocalDate.of(2025, 10, 1));
        Instant to = random.nextBoolean() ? null : moment(LocalDate.of(2026, 3, 1));
        return TimeEntryFilter.ALL.with(criteria -> {
            criteria.person = sometimes(story.any(story.people).toString());
            criteria.task = sometimes(story.any(story.tasks).toString());
            criteria.project = sometimes(story.any(story.projects).toString());
            criteria.tags = random.nextInt(8) == 0 ? Set.of("BUG") : Set.of();
            criteria.billable = sometimes(random.nextBoolean());
            criteria.billed = sometimes(random.nextBoolean());
            criteria.running = sometimes(random.nextInt(4) == 0);
            criteria.from = from;
            criteria.to = to;
            criteria.split = split;
            criteria.texts = random.nextInt(8) == 0 ? List.of("ORK") : List.of();
        });
    }

    private Instant moment(LocalDate first) {
        Instant day = new Days(zone).begin(first.plusDays(random.nextInt(40)));
        return random.nextBoolean() ? day : day.plusMillis(random.nextInt(100_000_000));
    }

    private <T> @Nullable T sometimes(T value) {
        return random.nextInt(8) == 0 ? value : null;
    }

    private static Map<List<?>, List<Long>> sums(TimeSummary summary) {
        Map<List<?>, List<Long>> sums = new HashMap<>();
        long[] total = new long[4];
        for (TimeSummary.Item item : summary.items()) {
            List<Object> group = new ArrayList<>();
            item.group()
                    .values()
                    .forEach(value -> group.add(value instanceof Map<?, ?> named ? named.get("key") : value));
            List<Long> of = List.of(item.seconds(), item.billableSeconds(), item.billedSeconds(), item.entries());
            assertThat(sums.put(group, of)).as("%s is there once", group).isNull();
            for (int i = 0; i < total.length; i++) {
                total[i] += of.get(i);
            }
        }
        TimeSummary.Sums told = summary.total();
        assertThat(List.of(told.seconds(), told.billableSeconds(), told.billedSeconds(), told.entries()))
                .isEqualTo(List.of(total[0], total[1], total[2], total[3]));
        sums.put(List.of("unrounded"), List.of(summary.rounding().unroundedSeconds()));
        return sums;
    }

    private Map<List<?>, List<Long>> expected(
            TimeStory.Known known, Instant now, TimeGrouping grouping, TimeEntryFilter filter) {
        Map<List<?>, List<Long>> sums = new HashMap<>();
        long unrounded = 0;
        for (TimeEntryDetails entry : known.entries().values()) {
            if (!fits(known, entry, filter)) {
                continue;
            }
            boolean first = true;
            for (Days.Part part : parts(entry, now, grouping, filter)) {
                long seconds = grouping.rounding().round(part.seconds());
                List<Long> more =
                        List.of(seconds, entry.billable() ? seconds : 0, entry.billed() ? seconds : 0, first ? 1L : 0L);
                sums.merge(group(known, entry, part.day(), grouping), more, TimeSumsTest::plus);
                unrounded += part.seconds();
                first = false;
            }
        }
        sums.put(List.of("unrounded"), List.of(unrounded));
        return sums;
    }

    private static List<Long> plus(List<Long> one, List<Long> other) {
        List<Long> sum = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            sum.add(one.get(i) + other.get(i));
        }
        return sum;
    }

    private List<Days.Part> parts(TimeEntryDetails entry, Instant now, TimeGrouping grouping, TimeEntryFilter filter) {
        Instant start = entry.start();
        Instant end = start.plusSeconds(entry.seconds(now));
        if (!grouping.split()) {
            return List.of(new Days.Part(LocalDate.ofInstant(start, zone), start, end));
        }
        Instant from = whole(filter.from());
        Instant to = whole(filter.to());
        Instant since = from == null || start.isAfter(from) ? start : from;
        Instant till = to == null || end.isBefore(to) ? end : to;
        return since.isBefore(till) || (since.equals(start) && since.equals(till))
                ? new Days(zone).parts(since, till)
                : List.of();
    }

    /** A second is asked for where its begin is. */
    private static @Nullable Instant whole(@Nullable Instant moment) {
        return moment == null ? null : moment.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
    }

    private static boolean fits(TimeStory.Known known, TimeEntryDetails entry, TimeEntryFilter filter) {
        Instant start = entry.start();
        boolean late = filter.split()
                && (entry.end() == null || (filter.from() != null && entry.end().isAfter(filter.from())));
        return (filter.person() == null || filter.person().equals(entry.person().toString()))
                && (filter.task() == null
                        || (entry.task() != null
                                && filter.task().equals(entry.task().toString())))
                && (filter.project() == null || filter.project().equals(String.valueOf(project(known, entry))))
                && (filter.tags().isEmpty() || entry.tags().contains("bug"))
                && (filter.billable() == null || filter.billable() == entry.billable())
                && (filter.billed() == null || filter.billed() == entry.billed())
                && (filter.running() == null || filter.running() == entry.running())
                && (filter.from() == null || late || !start.isBefore(filter.from()))
                && (filter.to() == null || start.isBefore(filter.to()));
    }

    private static @Nullable ProjectId project(TimeStory.Known known, TimeEntryDetails entry) {
        return entry.task() == null ? entry.project() : known.homes().get(entry.task());
    }

    private List<?> group(TimeStory.Known known, TimeEntryDetails entry, LocalDate day, TimeGrouping grouping) {
        ProjectId project = project(known, entry);
        List<Object> group = new ArrayList<>();
        for (By by : grouping.by()) {
            group.add(
                    switch (by) {
                        case DAY -> day.toString();
                        case WEEK ->
                            day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                                    .toString();
                        case MONTH -> YearMonth.from(day).toString();
                        case PROJECT -> project == null ? null : story.keys.get(project.value());
                        case TASK ->
                            entry.task() == null
                                    ? null
                                    : story.keys.get(entry.task().value());
                        case PERSON -> story.keys.get(entry.person().value());
                        case TAG -> List.copyOf(entry.tags());
                        case CUSTOMER -> project == null ? null : story.customers.get(project);
                        case BILLABLE -> entry.billable();
                    });
        }
        return group;
    }
}
