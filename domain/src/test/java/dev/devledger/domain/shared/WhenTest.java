package dev.devledger.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.domain.shared.When.Schedule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhenTest {

    @Test
    void a_day_is_a_day() {
        assertThat(When.parse("2026-03-31")).isEqualTo(new When.Day(LocalDate.of(2026, 3, 31)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-31T09:00:00Z", "2026-03-31T09:00Z", "2026-03-31T11:00:00+02:00"})
    void an_instant_has_any_offset(String text) {
        assertThat(When.parse(text)).isEqualTo(new When.Moment(Instant.parse("2026-03-31T09:00:00Z")));
    }

    @Test
    void an_instant_is_cut_to_milliseconds() {
        assertThat(When.parse("2026-03-31T09:00:00.123999Z"))
                .isEqualTo(new When.Moment(Instant.parse("2026-03-31T09:00:00.123Z")));
    }

    /**
     * Tests days and instants at the limits, beyond them and between them: each one that can be made can be stored and
     * read.
     */
    @Test
    void what_can_be_made_can_be_read() {
        Random random = new Random(54);
        List<LocalDate> days = new ArrayList<>(List.of(
                When.FIRST, When.LAST, LocalDate.of(1899, 12, 31), LocalDate.of(1900, 1, 1), LocalDate.of(1753, 1, 1)));
        for (int i = 0; i < 1_000; i++) {
            days.add(LocalDate.ofEpochDay(random.nextLong(-5_000_000, 5_000_000)));
        }
        int made = 0;
        for (LocalDate day : days) {
            Instant instant = day.atTime(random.nextInt(24), random.nextInt(60)).toInstant(ZoneOffset.UTC);
            boolean fits = day.getYear() >= 1 && day.getYear() <= 9999;
            for (Callable<When> make :
                    List.<Callable<When>>of(() -> new When.Day(day), () -> new When.Moment(instant))) {
                try {
                    When when = make.call();
                    assertThat(fits).as(when.toString()).isTrue();
                    assertThat(When.read(when.toString())).isEqualTo(when);
                    made++;
                } catch (DateTimeException refused) {
                    assertThat(fits).as(day.toString()).isFalse();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        }
        assertThat(made).isGreaterThan(500);
    }

    @ParameterizedTest
    @CsvSource({
        "+10000-01-01, 9999-12-31",
        "-0001-06-01, 0001-01-01",
        "0000-12-31, 0001-01-01",
        "+10000-01-01T00:00:00Z, 9999-12-31T00:00:00Z",
        "-0044-03-15T12:00:00Z, 0001-01-01T00:00:00Z"
    })
    void what_was_stored_beyond_is_read_as_the_nearest(String stored, String nearest) {
        assertThat(When.read(stored)).hasToString(nearest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "2026-02-29",
                "2026-13-01",
                "31.03.2026",
                "2026-3-31 ",
                "2026-03-31T09:00:00",
                "2026-03-31T25:00:00Z",
                "2026-03-31 09:00:00Z",
                "20260331",
                "1899-12-31",
                "0000-01-01",
                "+10000-01-01",
                "+10000-01-01T00:00:00Z",
                "1899-12-31T23:59:59Z",
                "9999-12-31T23:59:59-01:00",
                "1900-01-01T00:59:59+01:00"
            })
    void nothing_else_is_a_date(String text) {
        assertThatThrownBy(() -> When.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1899-12-31, is before 1900-01-01",
        "0000-01-01, is before 1900-01-01",
        "1900-01-01T00:59:59+01:00, is before 1900-01-01",
        "-0001-01-01T00:00:00Z, is before 1900-01-01",
        "9999-12-31T23:59:59-01:00, is after 9999-12-31",
        "+10000-01-01T00:00:00Z, is after 9999-12-31"
    })
    void a_date_outside_of_the_allowed_ones_names_the_nearest(String text, String why) {
        assertThatThrownBy(() -> When.parse(text))
                .isInstanceOfSatisfying(When.OutOfRange.class, refused -> assertThat(refused.why())
                        .startsWith(why + ", the ")
                        .endsWith("est date allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1900-01-01",
                "9999-12-31",
                "2024-02-29",
                "1900-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z",
                "2026-03-31T09:00:00.120Z"
            })
    void what_was_answered_can_be_given_again(String text) {
        assertThat(When.parse(text)).hasToString(text);
        assertThat(When.parse(When.parse(text).toString())).isEqualTo(When.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31, 2026-03-31",
        "2026-02-30, 2026-02-28",
        "2024-02-30, 2024-02-29",
        "2026-04-31T09:00:00.000+0000, 2026-04-30",
        "2026-12-99, 2026-12-31",
        "2026-06-00, 2026-06-01",
        "1899-02-30, 1899-02-28",
        "2026-13-01, ",
        "0000-00-00, ",
        "2026-02-301, ",
        "+10000-01-01, ",
        "31.02.2026, ",
        "tomorrow, ",
        "'', "
    })
    void of_a_day_that_its_month_has_not_the_nearest_is_near(String text, String near) {
        assertThat(When.near(text)).isEqualTo(near == null ? null : new When.Day(LocalDate.parse(near)));
    }

    @ParameterizedTest
    @CsvSource({",,false", "2026-03-31,,true", ",2026-03-31,true", "2026-03-31T09:00:00Z,,false"})
    void all_day_follows_from_the_dates(String start, String due, boolean allDay) {
        Schedule schedule = new Schedule(
                start == null ? null : When.parse(start), due == null ? null : When.parse(due), ZoneOffset.UTC);
        assertThat(schedule.allDay()).isEqualTo(allDay);
    }
}
