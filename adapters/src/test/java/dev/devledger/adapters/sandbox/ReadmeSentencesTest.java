package dev.devledger.adapters.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/sync-sentences.md} says which test holds which sentence of the README. */
class ReadmeSentencesTest {
    private static final String TABLE = "docs/sync-sentences.md";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!sentence|---)(.*) \\| (.*) \\|$");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
    private static final Pattern HEADING = Pattern.compile("\\*\\*.*?\\*\\*");

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static String section(String page, String name) {
        int from = page.indexOf("\n## " + name + "\n") + name.length() + 5;
        int to = page.indexOf("\n## ", from);
        return page.substring(from, to < 0 ? page.length() : to);
    }

    private static List<String> sentences(String table) {
        return ROW.matcher(table).results().map(row -> row.group(1)).toList();
    }

    @Test
    void every_test_that_it_names_is_there() throws IOException {
        DocumentedTests.assertThere(DocumentedTests.page(TABLE));
    }

    @Test
    void every_sentence_that_it_names_is_in_the_readme_and_has_a_test() throws IOException {
        String readme = oneLine(DocumentedTests.page("README.md").replace("**", ""));
        String table = DocumentedTests.page(TABLE);
        assertThat(sentences(table)).hasSizeGreaterThan(60).allSatisfy(sentence -> assertThat(readme)
                .contains(sentence));
        assertThat(ROW.matcher(table).results().toList()).allSatisfy(row -> assertThat(row.group(2))
                .containsPattern("`\\w+(Test|IT|Contract)|a look at TickTick"));
    }

    /** Where one is missing: a row for it in the table, and a test that would fail if it were untrue. */
    @ParameterizedTest
    @ValueSource(strings = {"Connect your TickTick account", "Both ways"})
    void every_sentence_of_these_sections_is_in_it(String name) throws IOException {
        String left = oneLine(
                CODE.matcher(section(DocumentedTests.page("README.md"), name)).replaceAll(""));
        left = HEADING.matcher(left).replaceAll("");
        for (String sentence : sentences(section(DocumentedTests.page(TABLE), name)).stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            left = left.replace(sentence, "");
        }
        assertThat(left).as("sentences that no test is named for").isBlank();
    }
}
