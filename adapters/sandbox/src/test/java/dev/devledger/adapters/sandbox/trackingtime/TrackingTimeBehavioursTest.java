package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the sandbox has to do is numbered from 1 to 28; a test that holds one of the numbers carries it as its tag, so
 * {@code -Dgroups=b17} runs those of number 17.
 */
class TrackingTimeBehavioursTest {
    private static final List<Class<?>> TESTS = List.of(
            DoorBehavioursTest.class,
            WorkBehavioursTest.class,
            EntryBehavioursTest.class,
            TimerBehavioursTest.class,
            HookBehavioursTest.class);

    @Test
    void each_of_the_28_has_a_test() {
        assertThat(TESTS.stream()
                        .flatMap(test -> Stream.of(test.getDeclaredMethods()))
                        .flatMap(method -> Stream.of(method.getAnnotationsByType(Tag.class)))
                        .map(Tag::value)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 28)
                        .mapToObj("b%02d"::formatted)
                        .toList());
    }
}
