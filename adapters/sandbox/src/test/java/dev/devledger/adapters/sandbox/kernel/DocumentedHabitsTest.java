package dev.devledger.adapters.sandbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.kernel.Behaviour.Habit;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.TrackingTimeHabit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about a sandbox has a row for each habit, with both words; {@code TickTickDocTest} looks at TickTick's. */
class DocumentedHabitsTest {
    private static Stream<Arguments> pages() {
        return Stream.of(
                arguments("clickup-sandbox.md", List.of(ClickUpHabit.values())),
                arguments("trackingtime-sandbox.md", List.of(TrackingTimeHabit.values())));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void each_habit_is_on_the_page(String page, List<Habit> habits) throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../../docs").resolve(page));
        assertThat(habits).isNotEmpty().allSatisfy(habit -> assertThat(rows)
                .anyMatch(row -> row.startsWith("| `" + habit.field() + "` | `" + habit.word(false) + "`")
                        && row.contains("| `" + habit.word(true) + "`")));
    }
}
