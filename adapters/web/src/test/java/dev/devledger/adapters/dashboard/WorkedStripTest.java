package dev.devledger.adapters.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.devledger.adapters.dashboard.StatusPeriodView.PeriodScale;
import dev.devledger.adapters.rest.time.NoTimeQueries;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.StatusTimelines.StatusTimeline.StatusPeriod;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import dev.devledger.application.time.TimeEntryQueries.TimeSummary;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.time.Timer;
import dev.devledger.domain.time.WorkingDays.LoggedEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The time that was worked, below the picture of the stays. */
class WorkedStripTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant BEGIN = Instant.parse("2026-10-31T23:00:00Z");
    private static final UUID PROJECT = new UUID(1, 1);

    private final Map<String, Long> worked = new LinkedHashMap<>();
    private final List<TimeGrouping> asked = new ArrayList<>();
    private final TimeEntryQueries entries = new Sums();

    private final class Sums implements TimeEntryQueries {
        private final TimeEntryQueries none = new NoTimeQueries();

        @Override
        public TimeSummary summary(TimeGrouping grouping, TimeEntryFilter filter) {
            asked.add(grouping);
            assertThat(filter.project()).isEqualTo(PROJECT.toString());
            return new TimeSummary(
                    worked.entrySet().stream()
                            .map(each -> new TimeSummary.Item(Map.of("day", each.getKey()), each.getValue(), 0, 0, 1))
                            .toList(),
                    new TimeSummary.Sums(
                            worked.values().stream().mapToLong(Long::longValue).sum(), 0, 0, worked.size()),
                    new TimeSummary.Rounded(1, "nearest", 0));
        }

        @Override
        public Optional<TimeEntryView> find(String idOrKey) {
            return none.find(idOrKey);
        }

        @Override
        public List<TimeEntryView> findAll(Collection<UUID> ids) {
            return none.findAll(ids);
        }

        @Override
        public Page<TimeEntryView> list(TimeEntryFilter filter, PageRequest page) {
            return none.list(filter, page);
        }

        @Override
        public void export(TimeEntryFilter filter, Consumer<Named> each) {
            none.export(filter, each);
        }

        @Override
        public Optional<TimeEntryView> running(Timer.Worker worker) {
            return none.running(worker);
        }

        @Override
        public List<Named> allRunning() {
            return none.allRunning();
        }

        @Override
        public List<LoggedEntry> logged(PersonId person, Instant from, Instant to) {
            return none.logged(person, from, to);
        }

        @Override
        public TimeEntryQueries asOf(LedgerMoment moment) {
            return this;
        }
    }

    private static StatusPeriod stay(String status, long from, long to, boolean goesOn) {
        Instant begin = BEGIN.plus(Duration.ofDays(from));
        Instant end = BEGIN.plus(Duration.ofDays(to));
        return new StatusPeriod(
                status, begin, goesOn ? null : end, Duration.between(begin, end).toSeconds(), null, "owner");
    }

    private WorkedTimeChart strip(List<StatusPeriod> stays, Instant until) {
        return WorkedTimeChart.of(PROJECT, entries, new PeriodScale(StatusPeriodView.of(stays, until), until), BERLIN);
    }

    @Test
    void a_day_is_below_the_stay_in_which_it_was_and_as_high_as_its_time() {
        worked.put("2026-11-01", 3_600L);
        worked.put("2026-11-06", 9_000L);
        Instant until = BEGIN.plus(Duration.ofDays(10));
        WorkedTimeChart strip = strip(List.of(stay("planned", 0, 5, false), stay("active", 5, 10, true)), until);
        assertThat(strip.bars())
                .extracting(bar -> bar.words() + " " + bar.x() + " " + bar.width() + " " + bar.height())
                .containsExactly(
                        "1 Nov 2026: worked 1 h 0.000% 10.000% 11", "6 Nov 2026: worked 2 h 30 min 50.000% 10.000% 28");
        assertThat(strip.each()).isEqualTo("day");
        assertThat(strip.highest()).isEqualTo(strip.bars().getLast());
        assertThat(strip.words())
                .isEqualTo("The lower bars show the time worked each day, on the same time scale. The highest bar is"
                        + " 2 h 30 min (6 Nov 2026).");
        assertThat(strip.outside().seconds()).isZero();
        assertThat(asked.getFirst().split()).isTrue();
    }

    @Test
    void what_was_worked_before_the_project_was_there_is_told_beside_it() {
        worked.put("2026-10-30", 600L);
        worked.put("2026-11-01", 3_600L);
        worked.put("2027-01-01", 60L);
        Instant until = BEGIN.plus(Duration.ofDays(10));
        WorkedTimeChart strip = strip(List.of(stay("planned", 0, 10, true)), until);
        assertThat(strip.bars()).hasSize(1);
        assertThat(strip.outside().seconds()).isEqualTo(660);
        assertThat(strip.words())
                .endsWith("11 min of work was before the first status or after the last one, outside of this chart.");
        worked.clear();
        assertThat(strip(List.of(stay("planned", 0, 10, true)), until)).isNull();
    }

    @Test
    void where_nothing_is_in_the_picture_no_strip_is_told_of() {
        worked.put("2026-10-30", 9_000L);
        WorkedTimeChart strip = strip(List.of(stay("planned", 0, 10, true)), BEGIN.plus(Duration.ofDays(10)));
        assertThat(strip.bars()).isEmpty();
        assertThat(strip.words())
                .isEqualTo("2 h 30 min of work was before the first status or after the last one, outside of this"
                        + " chart.");
    }

    @Test
    void of_a_long_time_weeks_or_months_are_told() {
        worked.put("2026-11", 3_600L);
        Instant until = BEGIN.plus(Duration.ofDays(1000));
        assertThat(strip(List.of(stay("planned", 0, 1000, true)), until)
                        .bars()
                        .getFirst()
                        .words())
                .isEqualTo("November 2026: worked 1 h");
        worked.clear();
        worked.put("2026-11-02", 3_600L);
        until = BEGIN.plus(Duration.ofDays(100));
        assertThat(strip(List.of(stay("planned", 0, 100, true)), until).bars())
                .extracting(bar -> bar.words() + " " + bar.x() + " " + bar.width())
                .containsExactly("week of 2 Nov 2026: worked 1 h 1.000% 7.000%");
        assertThat(asked)
                .extracting(each -> each.by().getFirst())
                .containsExactly(TimeGrouping.By.MONTH, TimeGrouping.By.WEEK);
    }

    /** Among many stays a long one is drawn shorter than it was, and the strip follows. */
    @Test
    void the_scale_is_that_of_the_stays_where_one_of_them_is_cut_and_where_there_is_a_gap() {
        List<StatusPeriod> stays = new ArrayList<>(IntStream.range(0, 14)
                .mapToObj(each -> stay("active", each, each + 1, false))
                .toList());
        stays.add(stay("paused", 14, 314, false));
        stays.add(stay("active", 320, 330, true));
        Instant until = BEGIN.plus(Duration.ofDays(330));
        List<StatusPeriodView> views = StatusPeriodView.of(stays, until);
        PeriodScale scale = new PeriodScale(views, until);
        StatusPeriodView cut = views.get(14);
        assertThat(cut.cut()).isTrue();
        assertThat(scale.x(BEGIN.minusSeconds(5))).isZero();
        assertThat(scale.x(BEGIN.plus(Duration.ofDays(164)))).isEqualTo(cut.x() + cut.width() / 2, within(1e-6));
        assertThat(scale.x(BEGIN.plus(Duration.ofDays(317))))
                .isEqualTo((cut.x() + cut.width() + views.getLast().x()) / 2, within(1e-6));
        assertThat(scale.x(until.plusSeconds(5))).isEqualTo(100);
    }
}
