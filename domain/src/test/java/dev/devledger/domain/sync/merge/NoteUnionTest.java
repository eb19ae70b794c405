package dev.devledger.domain.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import dev.devledger.domain.sync.merge.NoteUnion.TaskNote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoteUnionTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant SENT = NOW.minusSeconds(60);

    private static UUID id(int number) {
        return new UUID(7, number);
    }

    private static TaskNote fresh(int number, String text) {
        return new TaskNote(id(number), text, false, null, null, null);
    }

    /** Sent a minute ago, and never answered. */
    private static TaskNote open(int number, String text) {
        return new TaskNote(id(number), text, false, SENT, null, null);
    }

    private static TaskNote linked(int number, String text, String comment) {
        return new TaskNote(id(number), text, false, SENT, comment, SENT.plusSeconds(1));
    }

    private static Comment ours(String id, String text, Instant at) {
        return new Comment(id, text, "Ana", true, at);
    }

    private static Comment others(String id, String text) {
        return new Comment(id, text, "Ben", false, SENT);
    }

    private static NoteUnion union(List<TaskNote> notes, Comment... newestFirst) {
        return NoteUnion.of(notes, List.of(newestFirst), Set.of(), NOW);
    }

    private static List<UUID> sent(NoteUnion union) {
        return union.sent().stream().map(TaskNote::id).toList();
    }

    private static List<String> taken(NoteUnion union) {
        return union.taken().stream().map(Comment::id).toList();
    }

    @Test
    void a_copy_of_what_was_sent_by_a_clock_that_was_ahead_is_none_also_when_its_time_has_come() {
        Instant ahead = NOW.plus(Duration.ofHours(47));
        TaskNote note = new TaskNote(id(1), "one", false, ahead, "c2", NOW);
        List<Comment> comments = List.of(ours("c2", "one", NOW), ours("c1", "one", NOW.minusSeconds(80)));
        assertThat(taken(NoteUnion.of(List.of(note), comments, Set.of(), NOW.plusSeconds(60))))
                .isEmpty();
        assertThat(taken(NoteUnion.of(List.of(note), comments, Set.of(), ahead.plusSeconds(60))))
                .isEmpty();
    }

    @Test
    void each_side_gets_what_it_lacks_in_order() {
        NoteUnion union = union(
                List.of(fresh(1, "one"), linked(2, "two", "c2"), fresh(3, "three")),
                others("c5", "later"),
                ours("c2", "two", SENT),
                others("c4", "earlier"));

        assertThat(sent(union)).containsExactly(id(1), id(3));
        assertThat(taken(union)).containsExactly("c4", "c5");
        List<Comment> comments = List.of(others("c5", "later"), others("c4", "moved here with its note"));
        assertThat(taken(NoteUnion.of(List.of(), comments, Set.of("c4"), NOW))).containsExactly("c5");
    }

    @Test
    void what_was_sent_and_not_answered_is_found_by_its_text_and_never_sent_twice() {
        NoteUnion union = union(
                List.of(open(1, "It *works*,\nfinally"), open(2, "same"), open(3, "same"), open(4, "lost")),
                ours("c3", "same", SENT.plusSeconds(2)),
                ours("c2", "same ", SENT.plusSeconds(1)),
                ours("c1", "It works, finally", SENT.minusSeconds(200)));

        assertThat(union.found())
                .containsExactly(
                        new NoteUnion.NoteMatch(id(1), "c1"),
                        new NoteUnion.NoteMatch(id(2), "c2"),
                        new NoteUnion.NoteMatch(id(3), "c3"));
        assertThat(sent(union)).containsExactly(id(4));
        assertThat(union.taken()).isEmpty();
    }

    @Test
    void nobody_elses_comment_and_no_older_one_is_taken_for_it() {
        NoteUnion union =
                union(List.of(open(1, "done")), others("c2", "done"), ours("c1", "done", SENT.minusSeconds(301)));

        assertThat(union.found()).isEmpty();
        assertThat(sent(union)).containsExactly(id(1));
        assertThat(taken(union)).containsExactly("c1", "c2");
    }

    @Test
    void when_it_was_sent_by_a_clock_that_was_ahead_nobody_knows() {
        TaskNote ahead = new TaskNote(id(1), "done", false, NOW.plusSeconds(86_400), null, null);

        assertThat(union(List.of(ahead), ours("c1", "done", SENT)).found())
                .containsExactly(new NoteUnion.NoteMatch(id(1), "c1"));
    }

    @Test
    void a_sending_that_came_to_pass_after_the_next_one_is_no_note_of_its_own() {
        List<TaskNote> notes = List.of(linked(1, "done", "c1"));
        Comment late = ours("c2", "done", SENT.plusSeconds(200));
        Comment typed = ours("c3", "done", SENT.plusSeconds(302));

        NoteUnion union = NoteUnion.of(notes, List.of(typed, late), Set.of("c1"), NOW);

        assertThat(taken(union)).containsExactly("c3");
    }

    @Test
    void what_is_retracted_is_not_sent_and_is_still_recognised() {
        TaskNote unsent = new TaskNote(id(1), "never mind", true, null, null, null);
        TaskNote sent = new TaskNote(id(2), "oops", true, SENT, null, null);

        NoteUnion union = union(List.of(unsent, sent), ours("c2", "oops", SENT));

        assertThat(union.sent()).isEmpty();
        assertThat(union.taken()).isEmpty();
        assertThat(union.found()).containsExactly(new NoteUnion.NoteMatch(id(2), "c2"));
    }

    @Test
    void only_what_is_open_needs_a_look() {
        assertThat(NoteUnion.needsComments(List.of(fresh(1, "a"), linked(2, "b", "c2"))))
                .isFalse();
        assertThat(NoteUnion.needsComments(List.of(fresh(1, "a"), open(2, "b"))))
                .isTrue();
        assertThat(sent(NoteUnion.unseen(List.of(fresh(1, "a"), linked(2, "b", "c2")))))
                .containsExactly(id(1));
    }

    @Test
    void a_comment_that_says_nothing_is_no_note() {
        assertThat(union(List.of(), others("c1", " \n")).taken()).isEmpty();
    }

    @Test
    void signs_alone_are_compared_as_they_are() {
        assertThat(NoteUnion.isSame("👍", "👍 ")).isTrue();
        assertThat(NoteUnion.isSame("👍", "👎")).isFalse();
        assertThat(NoteUnion.isSame("👍", "yes")).isFalse();
    }

    @Test
    void a_comment_becomes_a_note_that_the_ledger_can_have() {
        assertThat(said("a\0b\r\nc\td").asNote()).isEqualTo("a b\r\nc\td");
        assertThat(said("half \ud83d").asNote()).isEqualTo("half \uFFFD");
        String longest = "😀".repeat(Violations.NOTE);
        assertThat(said(longest).asNote()).isEqualTo(longest);
        assertThat(said(longest + "!").asNote()).isEqualTo("😀".repeat(Violations.NOTE - 1) + "…");
    }

    private static Comment said(String text) {
        return new Comment("c", text, nobody(), false, NOW);
    }

    private static @Nullable String nobody() {
        return null;
    }
}
