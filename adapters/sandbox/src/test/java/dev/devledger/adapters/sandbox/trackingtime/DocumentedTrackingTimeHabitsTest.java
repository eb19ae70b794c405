package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.trackingtime.common.TrackingTimeHabit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about the sandbox has a row for each habit, with both words. */
class DocumentedTrackingTimeHabitsTest {
    @Test
    void each_habit_is_on_the_page() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../../docs/trackingtime-sandbox.md"));
        assertThat(Stream.of(TrackingTimeHabit.values())).allSatisfy(habit -> assertThat(rows)
                .anyMatch(row -> row.startsWith("| `" + habit.field() + "` | `" + habit.word(false) + "`")
                        && row.contains("| `" + habit.word(true) + "`")));
    }
}
