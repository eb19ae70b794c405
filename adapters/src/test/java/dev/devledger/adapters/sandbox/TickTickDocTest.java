package dev.devledger.adapters.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/ticktick.md} says of each fact which test holds it, and such a page grows old. */
class TickTickDocTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))(?:#(\\w+))?`");

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "ticktick.md"));
    }

    /** The sources of all tests by the names of their classes. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        for (String module : List.of("adapters", "application", "bootstrap", "domain")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return tests;
    }

    @Test
    void every_test_that_it_names_is_there() throws IOException {
        Map<String, String> tests = tests();
        assertThat(TEST.matcher(page()).results().toList())
                .hasSizeGreaterThan(80)
                .allSatisfy(named -> {
                    assertThat(tests).containsKey(named.group(1));
                    Optional.ofNullable(named.group(2)).ifPresent(method -> assertThat(tests.get(named.group(1)))
                            .as(named.group())
                            .contains("void " + method + "("));
                });
    }

    @Test
    void it_has_a_word_for_each_section_and_each_habit() throws IOException {
        String page = page();
        for (int section = 1; section <= 13; section++) {
            assertThat(page).contains("\n## " + section + ". ");
        }
        for (Habit habit : Habit.values()) {
            assertThat(page).contains("\n| `" + habit.field() + "` | `" + habit.word(false) + "`");
        }
    }
}
