package dev.devledger.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.shared.NearestValues.Remark;
import dev.devledger.domain.shared.When.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private final NearestValues nearest = new NearestValues();

    @Test
    void a_title_is_one_line_of_whole_characters() {
        assertThat(nearest.title("title", "two\nlines")).isEqualTo("two lines");
        assertThat(nearest.title("title", "two \r\n\r\n lines")).isEqualTo("two lines");
        assertThat(nearest.title("title", "a\tb\n")).isEqualTo("a b");
        assertThat(nearest.title("title", "bell\u0007")).isEqualTo("bell\uFFFD");
        assertThat(nearest.title("title", "half \uD83D")).isEqualTo("half \uFFFD");
        assertThat(nearest.title("title", "\u001b[1mbold")).isEqualTo("\uFFFD[1mbold");
    }

    @Test
    void what_is_allowed_stays_as_it_is_and_nothing_is_said() {
        assertThat(nearest.title("title", " a  b ")).isEqualTo(" a  b ");
        assertThat(nearest.title("title", "x".repeat(500))).hasSize(500);
        assertThat(nearest.text("description", "a\r\n\tb", 100)).isEqualTo("a\r\n\tb");
        assertThat(nearest.tags("tags", List.of("b", "A"))).containsExactly("b", "A");
        assertThat(nearest.minutes("estimateMinutes", 525_600)).isEqualTo(525_600);
        assertThat(nearest.remarks()).isEmpty();
    }

    @Test
    void what_is_too_long_ends_with_a_sign_and_is_kept() {
        String title = "x".repeat(499) + "🎉🎉";

        assertThat(nearest.title("title", title)).isEqualTo("x".repeat(499) + "…");
        assertThat(nearest.text("description", "abcdef", 4)).isEqualTo("abc…");

        assertThat(nearest.remarks()).extracting(Remark::kept).containsExactly(title, "def");
    }

    @Test
    void what_has_no_title_has_the_first_line_of_its_text_or_says_so() {
        assertThat(nearest.title("title", "\u200B", "\n first\nsecond")).isEqualTo("first");
        assertThat(nearest.title("title", "", " \n")).isEqualTo("Untitled");
        assertThat(nearest.remarks()).hasSize(2);
    }

    @Test
    void the_first_tags_and_items_stay_and_the_others_are_kept() {
        List<String> tags = IntStream.range(0, 52).mapToObj(i -> "t" + i).toList();
        List<ChecklistItem> items = IntStream.range(0, 201)
                .mapToObj(i -> new ChecklistItem(new UUID(0, i), "i" + i, i == 200))
                .toList();

        assertThat(nearest.tags("tags", tags)).isEqualTo(tags.subList(0, 50));
        assertThat(nearest.checklist("checklist", items)).isEqualTo(items.subList(0, 200));

        assertThat(nearest.remarks()).extracting(Remark::kept).containsExactly("t50\nt51", "[x] i200");
    }

    @Test
    void a_tag_is_there_once_in_whatever_case() {
        assertThat(nearest.tags("tags", List.of("Bug", "bug", " ", "y".repeat(65), "a\nb")))
                .containsExactly("Bug", "y".repeat(63) + "…", "a b");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "525601, 525600", "9223372036854775807, 525600"})
    void an_estimate_is_the_nearest(long minutes, int estimate) {
        assertThat(nearest.minutes("estimateMinutes", minutes)).isEqualTo(estimate);
        assertThat(nearest.remarks().getFirst().message()).contains("is " + minutes + ",");
    }

    @Test
    void a_start_after_the_due_date_or_of_another_form_is_left_out() {
        When day = new When.Day(LocalDate.parse("2026-03-02"));
        When before = new When.Day(LocalDate.parse("2026-03-01"));
        When moment = new When.Moment(Instant.parse("2026-03-01T09:00:00Z"));

        assertThat(nearest.schedule(new Schedule(day, before, ZoneOffset.UTC)).startDate())
                .isNull();
        assertThat(nearest.schedule(new Schedule(moment, day, ZoneOffset.UTC)).startDate())
                .isNull();
        assertThat(nearest.schedule(new Schedule(before, day, ZoneOffset.UTC)).startDate())
                .isEqualTo(before);
        assertThat(nearest.remarks()).hasSize(2);
    }

    @Test
    void what_is_said_of_a_date_that_is_in_no_calendar_is_told_with_what_it_is() {
        When near = new When.Day(LocalDate.parse("2026-02-28"));
        When early = new When.Day(LocalDate.parse("1899-02-28"));

        assertThat(nearest.schedule(
                        new Schedule(null, near, ZoneOffset.UTC),
                        Map.of("startDate", "tomorrow", "dueDate", "2026-02-30")))
                .isEqualTo(new Schedule(null, near, ZoneOffset.UTC));
        assertThat(nearest.schedule(new Schedule(null, early, ZoneOffset.UTC), Map.of("dueDate", "1899-02-30"))
                        .dueDate())
                .isNull();
        assertThat(nearest.remarks())
                .extracting(each -> each.field() + " " + each.message())
                .containsExactly(
                        "startDate is \"tomorrow\", which is in no calendar; it is left out",
                        "dueDate is \"2026-02-30\", which is in no calendar; it is 2026-02-28",
                        "dueDate is \"1899-02-30\", which is in no calendar; it is left out");
    }

    @Test
    void what_is_too_deep_is_below_the_lowest_that_has_room() {
        assertThat(NearestValues.<String>parent(List.of(), 1)).isNull();
        assertThat(NearestValues.parent(List.of("3", "2", "1"), 1)).isEqualTo("3");
        assertThat(NearestValues.parent(List.of("4", "3", "2", "1"), 1)).isEqualTo("3");
        assertThat(NearestValues.parent(List.of("6", "5", "4", "3", "2", "1"), 1))
                .isEqualTo("3");
        assertThat(NearestValues.parent(List.of("3", "2", "1"), 2)).isEqualTo("2");
        assertThat(NearestValues.parent(List.of("1"), 4)).isNull();
    }

    /** Whatever comes in, the rules accept the nearest value, and the nearest value of that is the same. */
    @Test
    void what_fits_is_allowed_and_fits() {
        Random random = new Random(54);
        for (int i = 0; i < 2_000; i++) {
            String text = text(random);
            List<String> tags = IntStream.range(0, random.nextInt(70))
                    .mapToObj(any -> text(random))
                    .toList();

            String title = nearest.title("title", text);
            String description = nearest.text("description", text, 40);
            List<String> fitting = nearest.tags("tags", tags);
            String stage = nearest.stage("stage", text);

            Violations wrong = new Violations()
                    .title("title", title)
                    .text("description", description, 40)
                    .tags("tags", fitting)
                    .stage("stage", stage);
            assertThat(wrong.found()).as("%s, %s", text, tags).isEmpty();
            NearestValues again = new NearestValues();
            assertThat(again.title("title", title)).isEqualTo(title);
            assertThat(again.text("description", description, 40)).isEqualTo(description);
            assertThat(again.tags("tags", fitting)).isEqualTo(fitting);
            assertThat(again.remarks()).isEmpty();
        }
    }

    private static String text(Random random) {
        String odd = "a b\n\r\t\u0000\u001B\u0085\u200B\uD83D\uDE00İß";
        int length = random.nextInt(10) == 0 ? 480 + random.nextInt(40) : random.nextInt(80);
        List<Character> letters = new ArrayList<>();
        random.ints(length, 0, odd.length()).forEach(at -> letters.add(odd.charAt(at)));
        StringBuilder text = new StringBuilder();
        letters.forEach(text::append);
        return text.toString();
    }
}
