package dev.devledger.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.devledger.bench.measure.Contest.Contender;
import dev.devledger.bench.measure.Sample.Figure.Cost;
import dev.devledger.bench.measure.Sample.Figure;
import dev.devledger.bench.measure.Sample.Spread;
import dev.devledger.bench.report.Report.Column;
import dev.devledger.bench.report.Report.Row;
import dev.devledger.bench.trial.Options;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void a_spread_is_the_middle_one_and_both_ends() {
        assertThat(Spread.of(9, 1, 4)).isEqualTo(new Spread(4, 1, 9));
        assertThat(Spread.of(1, 2, 3, 10).median()).isEqualTo(2.5);
        assertThat(Spread.of().isKnown()).isFalse();
    }

    @Test
    void a_percentile_is_a_time_that_was_measured() {
        long[] millions =
                LongStream.rangeClosed(1, 100).map(n -> (101 - n) * 1_000_000).toArray();
        Sample sample = Sample.of(millions, 2, Cost.UNKNOWN);
        assertThat(List.of(sample.p50(), sample.p95(), sample.p99())).containsExactly(50.0, 95.0, 99.0);
        assertThat(sample.perSecond()).isEqualTo(50);
    }

    @Test
    void a_ratio_is_made_of_the_runs_that_were_made_together() {
        Contest contest = new Contest();
        contest.hold(List.of(turning("ours", 10, 40, 90), turning("theirs", 20, 50, 100)), 8, Duration.ofSeconds(1));
        Spread ratio = contest.ratio("ours", "theirs", 8, Sample::perSecond);
        assertThat(ratio.median()).isCloseTo(0.8, within(1e-9));
        assertThat(ratio.least()).isCloseTo(0.5, within(1e-9));
        assertThat(ratio.most()).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void a_figure_has_three_digits_that_count() {
        assertThat(List.of(Figure.of(12_345), Figure.of(12.34), Figure.of(1.234), Figure.of(0.0123)))
                .containsExactly("12,345", "12.3", "1.23", "0.012");
    }

    @Test
    void a_missed_goal_shows_in_the_table_and_in_the_end() {
        Row row = new Row("Create task").goal("at least 0.7", false);
        assertThat(row.missed()).isTrue();
        assertThat(row.cell(Column.REACHED)).isEqualTo("**no**");
    }

    @Test
    void an_unknown_option_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> Options.of("--only=comands"))
                .hasMessageContaining("--only=comands")
                .hasMessageContaining("commands");
    }

    private static Contender turning(String name, double... perSecond) {
        return new Contender() {
            private int run;

            @Override
            public String name() {
                return name;
            }

            @Override
            public Sample run(int connections, Duration window) {
                return new Sample(1, perSecond[run++], 1, 1, 1, Cost.UNKNOWN);
            }
        };
    }
}
