package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.trackingtime.json.TaskJson;
import dev.devledger.adapters.services.trackingtime.json.Wire;
import dev.devledger.adapters.services.trackingtime.json.Wire.AccountContext;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.domain.sync.content.CanonicalContent;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AbsurdNumbersTest {
    /** Rounded, the last of them would be a gigabyte. */
    @ParameterizedTest
    @ValueSource(strings = {"\"9223372036854775808\"", "1e19", "\"1e-999999999\"", "\"1e999999999\""})
    void an_estimate_beyond_all_measure_is_told_of_its_task_alone(String hours) {
        assertThat(ofEstimate(hours)).isInstanceOf(LookupResult.Unreadable.class);
    }

    /** The ledger says of it that it is too long. */
    @Test
    void an_estimate_of_thousands_of_years_is_the_longest_that_can_be_said() {
        assertThat(ofEstimate("35791394.2")).isInstanceOfSatisfying(LookupResult.Found.class, here -> assertThat(
                        here.task().content().estimateMinutes())
                .isEqualTo(Integer.MAX_VALUE));
    }

    private static LookupResult ofEstimate(String hours) {
        JsonNode task = Wire.JSON.readTree(
                "{\"id\":1,\"project_id\":2,\"name\":\"Big\",\"estimated_time\":%s}".formatted(hours));
        return new TaskJson(new AccountContext(ZoneOffset.UTC, Map.of()))
                .row(task)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'2026-02-30' | 2026-02-28",
                "'2026-04-31 00:00:00' | 2026-04-30",
                "'2026-13-01' | ",
                "'0000-00-00' | ",
                "99999999999999999999 | ",
                "'tomorrow' | ",
                "{} | ",
                "[] | ",
                "true | "
            })
    void a_day_that_is_in_no_calendar_is_what_is_near(String day, @Nullable String near) {
        CanonicalContent content = due(day.replace('\'', '"'));
        assertThat(String.valueOf(content.dueDate())).isEqualTo(String.valueOf(near));
        assertThat(content.oddDates()).isEqualTo(Map.of("dueDate", day.replace("'", "")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {"null | ", "'' | ", "'2026-03-31' | 2026-03-31", "'2026-03-31 00:00:00' | 2026-03-31"})
    void no_other_day_is_odd(String day, @Nullable String read) {
        CanonicalContent content = due(day.replace('\'', '"'));
        assertThat(String.valueOf(content.dueDate())).isEqualTo(String.valueOf(read));
        assertThat(content.oddDates()).isNull();
    }

    private static CanonicalContent due(String day) {
        return new TaskJson(new AccountContext(ZoneOffset.UTC, Map.of()))
                .task(Wire.JSON.readTree("{\"id\":1,\"project_id\":2,\"name\":\"Odd\",\"due_date\":%s}".formatted(day)))
                .content();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1e999999999\"", "\"-1e999999999\"", "\"soon\""})
    void no_number_is_taken_for_another(String number) {
        JsonNode count = Wire.JSON.readTree("{\"count\":%s}".formatted(number));
        assertThatThrownBy(() -> Wire.number(count, "count")).isInstanceOf(UnreadableAnswer.class);
    }
}
