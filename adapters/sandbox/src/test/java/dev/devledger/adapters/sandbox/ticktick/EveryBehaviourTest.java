package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * docs/ticktick.md, section 11, numbers what the sandbox has to do. A test that holds one of the numbers carries it as
 * its tag, so {@code -Dgroups=b26} runs those of behaviour 26:
 *
 * <pre>
 *  1 to 5    tokens, scopes, OAuth                    SandboxOAuthTest, SandboxTest (1)
 *  6         the limit                                SandboxLimitTest
 *  7 to 40   errors, tasks, reads, moves, lists       SandboxTest, SandboxAroundTasksTest (8, 33),
 *                                                     SandboxFieldsTest (13, 15, 16), SandboxAppTest (26),
 *                                                     SandboxRepeatsTest (26), SandboxAccountTest (39),
 *                                                     SandboxBatchTest (39)
 * 41, 42     groups, columns, tags, comments          SandboxAroundTasksTest, SandboxAppTest (41)
 * 43         faults                                   SandboxTest
 * 44         edits in the app                         SandboxAppTest, SandboxPageTest
 * </pre>
 */
class EveryBehaviourTest {
    private static final Pattern NUMBERED = Pattern.compile("b(\\d\\d)_.*");
    private static final List<Class<?>> TESTS = List.of(
            SandboxTest.class,
            SandboxFieldsTest.class,
            SandboxRepeatsTest.class,
            SandboxBatchTest.class,
            SandboxOAuthTest.class,
            SandboxLimitTest.class,
            SandboxAroundTasksTest.class,
            SandboxAppTest.class,
            SandboxAccountTest.class,
            SandboxPageTest.class);

    private static Stream<Method> tests() {
        return TESTS.stream()
                .flatMap(test -> Stream.of(test.getDeclaredMethods()))
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class));
    }

    private static List<String> tags(Method method) {
        return Stream.of(method.getAnnotationsByType(Tag.class)).map(Tag::value).toList();
    }

    private static List<String> numbers() {
        return IntStream.rangeClosed(1, 44).mapToObj("b%02d"::formatted).toList();
    }

    @Test
    void each_of_the_44_has_a_test() {
        assertThat(tests().flatMap(method -> tags(method).stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(numbers());
    }

    @Test
    void a_test_that_is_named_after_a_number_carries_it() {
        assertThat(tests().filter(method -> NUMBERED.matcher(method.getName()).matches()))
                .isNotEmpty()
                .allSatisfy(method -> {
                    Matcher name = NUMBERED.matcher(method.getName());
                    assertThat(name.matches()).isTrue();
                    assertThat(tags(method)).contains("b" + name.group(1));
                });
    }
}
