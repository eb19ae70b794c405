package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/sync-sentences.md} says which test holds which sentence of the documentation. */
class DocumentedSentencesTest {
    private static final String TABLE = "docs/sync-sentences.md";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!sentence|---)(.*) \\| (.*) \\|$");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
    /** Its rows are named by their first cell, and ConditionsIT has a test for each. */
    private static final Pattern CONDITIONS = Pattern.compile("(?m)^\\| condition \\|.*(\\R\\|.*)*");

    private static final Pattern HEADING_OR_BULLET = Pattern.compile("(?m)^(#+ .*$|- )");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (.*?)$(.*?)(?=^## |\\z)");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.:]) (?=\\p{Lu})");
    private static final Pattern PAGE = Pattern.compile("[\\w/-]+\\.md");

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static List<MatchResult> sections() throws IOException {
        return SECTION.matcher(DocumentedTests.page(TABLE)).results().toList();
    }

    private static List<MatchResult> rows(MatchResult section) {
        return ROW.matcher(section.group(2)).results().toList();
    }

    private static String pages(MatchResult section) throws IOException {
        StringBuilder pages = new StringBuilder();
        for (MatchResult page : PAGE.matcher(section.group(1)).results().toList()) {
            pages.append(DocumentedTests.page(page.group()));
        }
        return oneLine(pages.toString().replace("**", ""));
    }

    @Test
    void every_test_that_it_names_is_there() throws IOException {
        DocumentedTests.assertThere(DocumentedTests.page(TABLE));
    }

    /** A row has the beginning of each of its sentences. */
    private static List<String> beginnings(MatchResult row) {
        return Stream.of(row.group(1).split("…"))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    @Test
    void every_sentence_that_it_names_is_on_its_page_and_has_a_test() throws IOException {
        assertThat(sections().stream().flatMap(section -> rows(section).stream()))
                .hasSizeGreaterThan(60);
        for (MatchResult section : sections()) {
            String pages = pages(section);
            assertThat(rows(section)).isNotEmpty().allSatisfy(row -> {
                assertThat(pages).contains(beginnings(row));
                assertThat(row.group(2)).containsPattern("`\\w+(Test|IT|Contract)|a look at TickTick");
            });
        }
    }

    /** Where one is missing: a row for it in the table, and a test that would fail if it were untrue. */
    @ParameterizedTest
    @ValueSource(strings = {"docs/connect-ticktick.md", "docs/sync.md"})
    void every_sentence_of_these_pages_is_in_it(String name) throws IOException {
        String text = CODE.matcher(DocumentedTests.page(name)).replaceAll("");
        String told = CONDITIONS.matcher(text).replaceAll("");
        List<String> sentences = List.of(SENTENCE_END.split(
                oneLine(HEADING_OR_BULLET.matcher(told).replaceAll("")).strip()));
        List<String> beginnings = sections().stream()
                .filter(section -> section.group(1).equals(name))
                .flatMap(section -> rows(section).stream())
                .flatMap(row -> beginnings(row).stream())
                .toList();
        assertThat(sentences).as("sentences that no test is named for").allSatisfy(sentence -> assertThat(beginnings)
                .anyMatch(sentence::startsWith));
        assertThat(beginnings).hasSameSizeAs(sentences).doesNotHaveDuplicates();
    }
}
