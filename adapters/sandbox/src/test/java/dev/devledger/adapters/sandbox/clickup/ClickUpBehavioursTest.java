package dev.devledger.adapters.sandbox.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the sandbox has to do is numbered from 1 to 28; a test that holds one of the numbers carries it as its tag, so
 * {@code -Dgroups=b13} runs those of number 13. Others carry {@code a4} (calls) and {@code a12} (found since).
 */
class ClickUpBehavioursTest {
    private static final List<Class<?>> TESTS = List.of(
            AccessBehavioursTest.class,
            TaskBehavioursTest.class,
            AroundBehavioursTest.class,
            WebhookBehavioursTest.class);

    @Test
    void each_of_the_28_has_a_test() {
        assertThat(TESTS.stream()
                        .flatMap(test -> Stream.of(test.getDeclaredMethods()))
                        .flatMap(method -> Stream.of(method.getAnnotationsByType(Tag.class)))
                        .map(Tag::value)
                        .filter(tag -> tag.startsWith("b"))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 28)
                        .mapToObj("b%02d"::formatted)
                        .toList());
    }
}
