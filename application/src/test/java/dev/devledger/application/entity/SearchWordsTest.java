package dev.devledger.application.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.domain.shared.Rejection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchWordsTest {
    @Test
    void values_with_commas() {
        assertThat(SearchWords.values("a, b,,a")).containsExactly("a", "b");
        assertThat(SearchWords.values("\"a, b\", c d,5\" nail")).containsExactly("a, b", "c d", "5\" nail");
        assertThat(SearchWords.values("c,\"a, b")).containsExactly("c", "a, b");
        assertThat(SearchWords.values(" ")).isEmpty();
    }

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }

    @Test
    void each_word_is_looked_for_once() {
        assertThat(SearchWords.of("q", "  query \n planner query")).containsExactly("query", "planner");
        assertThat(SearchWords.of("q", "the \"query planner\" \"of  it\" planner"))
                .containsExactly("the", "query planner", "of  it", "planner");
        assertThat(SearchWords.of("q", "a 5\" nail, \"half \"\" \"b\"c \" \""))
                .containsExactly("a", "5\"", "nail,", "\"half", "\"b\"c");
        assertThat(SearchWords.of("q", "the \"two words")).containsExactly("the", "two words");
        assertThat(SearchWords.of("q", "\"two\" \"of  it ")).containsExactly("two", "of  it");
        assertThat(SearchWords.of("q", "one \"")).containsExactly("one", "\"");
        assertThat(SearchWords.of("q", "27 \" nail")).containsExactly("27", "\"", "nail");
        assertThat(List.of(SearchWords.of("q", null), SearchWords.of("q", " "))).containsOnly(List.of());
    }

    @Test
    void a_word_may_be_a_filter_but_not_in_quotes() {
        SearchWords words =
                SearchWords.read("q", "a tag:rust TAG:\"two words\" \"is:ready\" is:Ready xtag:no tag: http://x \"b");
        assertThat(words.texts()).containsExactly("a", "is:ready", "xtag:no", "tag:", "http://x", "b");
        assertThat(words.qualifiers())
                .containsExactly(
                        new SearchWords.Qualifier("tag", Set.of("rust")),
                        new SearchWords.Qualifier("tag", Set.of("two words")),
                        new SearchWords.Qualifier("is", Set.of("Ready")));
        assertThat(SearchWords.read("q", "tag:a,b tag:\"a, b\"").qualifiers())
                .extracting(SearchWords.Qualifier::values)
                .containsExactly(Set.of("a", "b"), Set.of("a, b"));
        assertThatThrownBy(() -> SearchWords.read("q", "is:open,ready"))
                .isInstanceOfSatisfying(Rejection.class, refused -> assertThat(
                                refused.violations().toString())
                        .contains("only statuses can be listed. Write is:ready as a word of its own"));
        assertThat(SearchWords.of("q", "tag:rust is:that")).containsExactly("tag:rust", "is:that");
        assertThat(SearchWords.read("q", null)).isEqualTo(SearchWords.read("q", " "));
        assertThatThrownBy(() -> SearchWords.read("q", "tag:a ".repeat(21))).hasMessageContaining("21 words");
    }

    @Test
    void an_address_full_of_words_is_refused_before_anything_is_looked_for() {
        assertThat(SearchWords.of("q", words(20))).hasSize(20);
        assertThat(SearchWords.of("q", "again ".repeat(1000))).containsExactly("again");
        assertThatThrownBy(() -> SearchWords.of("q", words(21)))
                .isInstanceOfSatisfying(Rejection.class, refused -> assertThat(
                                refused.violations().toString())
                        .contains("q", "has 21 words; at most 20 are looked for at once"));
    }
}
