package dev.devledger.domain.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.devledger.domain.sync.merge.TextMerge.LineDiff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row F7: a text is merged by lines. */
class TextMergeTest {

    /** A slash is a line end, {@code ^} one of Windows; an exclamation mark stands for an overlap. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # base     | local       | remote      | merged
                    a/b/c/d/e/ | A/b/c/d/e/  | a/b/c/d/E/  | A/b/c/d/E/
                    a/b/c/     | a/b/c/      | a/b/        | a/b/
                    a/b/c/     | A/b/c/      | a/b/C       | A/b/C
                    a/b/c      | x/a/b/c     | a/b/c/y     | x/a/b/c/y
                    a/b/c/     | b/c/        | a/b/c/d/    | b/c/d/
                    a/b/c/d/   | a/d/        | a/b/c/d/e/  | a/d/e/
                    a/b/c/     | A/b/c/      | A/b/c/      | A/b/c/
                    a/b/c/d/   | A/b/c/D/    | A/b/c/d/    | A/b/c/D/
                    a/         | x/a/        | x/a/        | x/a/
                    a/b/c/     | a/X/c/      | a/Y/c/      | !
                    a/b/c/     | a/c/        | a/B/c/      | !
                    a/b/c/     | A/b/c/      | a/B/c/      | !
                    a/c/       | a/x/c/      | a/y/c/      | !
                    a/c/       | a/x/c/      | A/c/        | !
                    a/         | a/x/        | a/y/        | !
                    a          | a/b         | a/c         | !
                    ''         | a           | b           | !
                    a          | ''          | b           | !
                    a^b^c^     | A^b^c^      | a^b^C^      | A^b^C^
                    a^b/c      | A^b/c       | a^b/c/      | A^b/c/
                    a//b//c/   | A//b//c/    | a//b//C/    | A//b//C/
                    """)
    void a_text_is_merged_by_lines(String base, String local, String remote, String merged) {
        Optional<String> expected = merged.equals("!") ? Optional.empty() : Optional.of(lines(merged));
        assertThat(TextMerge.of(lines(local), lines(base), lines(remote))).isEqualTo(expected);
        assertThat(TextMerge.of(lines(remote), lines(base), lines(local))).isEqualTo(expected);
    }

    private static String lines(String text) {
        return text.replace("^", "\r\n").replace('/', '\n');
    }

    @Test
    void a_large_text_is_merged_where_the_changes_are_apart() {
        String base = numbered(50_000, i -> (char) ('a' + i % 23));
        String local = "x\n" + base;
        String remote = base + "y\n";
        assertThat(TextMerge.of(local, base, remote)).contains("x\n" + base + "y\n");
    }

    /**
     * For some algorithm texts with nothing in common are the worst case, and for some texts with everything in common.
     */
    @Test
    void the_longest_texts_take_no_long_time() {
        Random random = new Random(21);
        String base = numbered(50_000, i -> (char) ('a' + random.nextInt(2)));
        String local = numbered(50_000, i -> (char) ('a' + random.nextInt(2)));
        String remote = numbered(50_000, i -> (char) ('c' + random.nextInt(2)));
        String rare = numbered(50_000, i -> i % 97 == 0 ? 'b' : 'a');
        String rarer = numbered(50_000, i -> i % 101 == 0 ? 'b' : 'a');
        String empty = "\n".repeat(100_000);
        assertTimeout(Duration.ofSeconds(20), () -> {
            assertThat(TextMerge.of(local, base, remote)).isEmpty();
            assertThat(TextMerge.of(rare, numbered(50_000, i -> 'a'), rarer)).isEmpty();
            assertThat(TextMerge.of(base, empty, "")).isEmpty();
        });
    }

    private static String numbered(int lines, IntFunction<Character> line) {
        return IntStream.range(0, lines).mapToObj(i -> line.apply(i) + "\n").collect(Collectors.joining());
    }

    @Test
    void beyond_the_bound_all_that_differs_is_one_change() {
        String base = numbered(2_000, i -> 'a');
        String local = IntStream.range(0, 2_000)
                .mapToObj(i -> i == 1_000 ? "a\n" : "L" + i + "\n")
                .collect(Collectors.joining());
        assertThat(LineDiff.between(base.lines().toList(), local.lines().toList()))
                .containsExactly(new LineDiff.Hunk(0, 2_000, 0, 2_000));
        assertThat(TextMerge.of(local + "end\n", base + "end\n", base + "end\nmore\n"))
                .contains(local + "end\nmore\n");
    }

    @Test
    void the_changes_make_the_one_text_of_the_other_and_are_as_few_as_can_be() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            List<String> before = any(random);
            List<String> after = any(random);
            List<String> made = new ArrayList<>();
            int line = 0;
            int edits = 0;
            for (LineDiff.Hunk hunk : LineDiff.between(before, after)) {
                assertThat(hunk.from()).as("seed %d, %s", seed, hunk).isGreaterThan(line == 0 ? -1 : line);
                made.addAll(before.subList(line, hunk.from()));
                made.addAll(after.subList(hunk.newFrom(), hunk.newTo()));
                line = hunk.to();
                edits += hunk.to() - hunk.from() + hunk.newTo() - hunk.newFrom();
            }
            made.addAll(before.subList(line, before.size()));
            assertThat(made).as("seed %d", seed).isEqualTo(after);
            assertThat(edits).as("seed %d", seed).isEqualTo(before.size() + after.size() - 2 * common(before, after));
        }
    }

    private static List<String> any(Random random) {
        return random.ints(random.nextInt(12), 0, 4).mapToObj(String::valueOf).toList();
    }

    /** Returns the length of the longest common subsequence, by the textbook algorithm. */
    private static int common(List<String> one, List<String> two) {
        int[][] length = new int[one.size() + 1][two.size() + 1];
        for (int i = 1; i <= one.size(); i++) {
            for (int j = 1; j <= two.size(); j++) {
                length[i][j] = one.get(i - 1).equals(two.get(j - 1))
                        ? length[i - 1][j - 1] + 1
                        : Math.max(length[i - 1][j], length[i][j - 1]);
            }
        }
        return length[one.size()][two.size()];
    }
}
