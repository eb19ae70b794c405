package dev.devledger.domain.sync.existence;

import static dev.devledger.domain.sync.existence.LostCreates.MatchConfidence.CHANGED;
import static dev.devledger.domain.sync.existence.LostCreates.MatchConfidence.NONE;
import static dev.devledger.domain.sync.existence.LostCreates.MatchConfidence.SAME;
import static dev.devledger.domain.sync.existence.LostCreates.MatchConfidence.UNSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.LostCreates.MatchConfidence;
import dev.devledger.domain.sync.link.CreateAttempt;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The object that an unanswered create has made (docs/sync-design.md, section 6). */
class LostCreatesTest {
    private static final Instant SENT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final LostCreates TWINS = new LostCreates(SETTLE, false);
    private static final String LIST = "home";

    private static CanonicalContent content(String title, String text, @Nullable String parent) {
        return new CanonicalContent(
                title, text, Priority.NONE, new TreeSet<>(), null, null, null, List.of(), RemoteStatus.OPEN, parent);
    }

    private static CanonicalContent bare(String title) {
        return content(title, "", null);
    }

    private static CreateAttempt sent(CanonicalContent content) {
        return new CreateAttempt(LIST, content, SENT);
    }

    private static RemoteTask task(
            String id, String list, CanonicalContent content, @Nullable Instant made, @Nullable Instant written) {
        return new RemoteTask(new RemoteRef(list, id), content, List.of(), false, false, made, written);
    }

    private static RemoteTask asMade(String id, String list, CanonicalContent content) {
        return task(id, list, content, SENT.plusSeconds(1), SENT.plusSeconds(1));
    }

    private static RemoteTask rewritten(String id, String list, CanonicalContent content) {
        return task(id, list, content, SENT.plusSeconds(1), SENT.plusSeconds(30));
    }

    /** The decision table: of a create of "Ledger", with a text or with nothing, below nothing in the list "home". */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // sent text, title there, text there, list, parent, rewritten since it was made -> likeness
                "-, Ledger, -, home, -, no, SAME",
                "-, Ledger, -, home, -, yes, SAME",
                "-, ' Ledger ', -, home, -, no, SAME",
                "books, Ledger, books, home, -, no, SAME",
                "books, Ledger, -, home, -, no, UNSURE",
                "books, Ledger, other, home, -, yes, UNSURE",
                "-, Ledger, -, away, -, no, NONE",
                "-, Ledger, -, home, card, no, NONE",
                "-, Ledger, -, away, -, yes, CHANGED",
                "-, Ledger, -, home, card, yes, CHANGED",
                "books, Ledger, other, away, -, no, NONE",
                "books, Ledger, other, away, -, yes, UNSURE",
                "-, Books, -, home, -, no, NONE",
                "-, Books, -, home, -, yes, UNSURE",
                "-, Books, -, home, card, yes, UNSURE",
                "-, Books, -, away, -, yes, NONE",
                "books, Books, books, home, -, no, NONE",
                "books, Books, books, home, -, yes, CHANGED",
                "books, Books, books, away, -, yes, CHANGED",
                "books, Books, other, home, -, yes, UNSURE",
                "books, Books, other, away, -, yes, NONE",
            })
    void what_it_looks_like(
            @Nullable String sentText,
            String title,
            @Nullable String text,
            String list,
            @Nullable String parent,
            String rewritten,
            MatchConfidence expected) {
        CanonicalContent there = content(title, text == null ? "" : text, parent);
        CreateAttempt sent = sent(content("Ledger", sentText == null ? "" : sentText, null));
        RemoteTask task = rewritten.equals("yes") ? rewritten("a", list, there) : asMade("a", list, there);
        assertThat(TWINS.likeness(sent, task)).isEqualTo(expected);
    }

    /** Whenever it was made since: by how much our clock was wrong when it was sent nobody knows. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // seconds after it was sent, title there, text there, list, parent -> likeness
                "1, Ledger, books, home, -, UNSURE",
                "86401, Ledger, books, home, -, UNSURE",
                "-301, Ledger, books, home, -, NONE",
                "1, Ledger, other, home, -, NONE",
                "1, Books, books, home, -, NONE",
                "1, Ledger, books, away, -, NONE",
                "1, Ledger, books, home, other, NONE",
            })
    void what_has_found_no_room_below_its_parent_is_at_the_top(
            long secondsAfter,
            String title,
            String text,
            String list,
            @Nullable String parent,
            MatchConfidence expected) {
        Instant made = SENT.plusSeconds(secondsAfter);
        RemoteTask task = task("a", list, content(title, text, parent), made, made);
        assertThat(TWINS.likeness(sent(content("Ledger", "books", "card")), task))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = RemoteStatus.class,
            names = {"OPEN", "COMPLETED", "ABANDONED"})
    void whoever_finished_it_it_is_the_same(RemoteStatus status) {
        assertThat(TWINS.likeness(
                        sent(bare("Ledger")),
                        rewritten("a", LIST, bare("Ledger").withStatus(status))))
                .isEqualTo(SAME);
    }

    @Test
    void what_does_not_tell_when_it_was_written_may_have_been() {
        RemoteTask task = task("a", "away", bare("Ledger"), SENT, null);
        assertThat(TWINS.likeness(sent(bare("Ledger")), task)).isEqualTo(CHANGED);
    }

    /** Five minutes for the clocks, and a settle time for the effect; as it was sent it is ours whenever it was made. */
    @ParameterizedTest
    @CsvSource({
        "-301, SAME, NONE",
        "-300, SAME, CHANGED",
        "0, SAME, CHANGED",
        "360, SAME, CHANGED",
        "361, SAME, NONE",
    })
    void it_was_made_when_it_was_sent(long secondsAfter, MatchConfidence atHome, MatchConfidence elsewhere) {
        Instant made = SENT.plusSeconds(secondsAfter);
        CreateAttempt sent = sent(bare("Ledger"));
        assertThat(TWINS.likeness(sent, task("a", LIST, bare("Ledger"), made, made)))
                .isEqualTo(atHome);
        assertThat(TWINS.likeness(sent, task("a", "away", bare("Ledger"), made, made.plusSeconds(30))))
                .isEqualTo(elsewhere);
    }

    @ParameterizedTest
    @CsvSource({"OPEN, SAME", "COMPLETED, SAME", "ABANDONED, NONE"})
    void what_was_made_before_it_was_sent_is_it_unless_it_was_abandoned(RemoteStatus status, MatchConfidence likeness) {
        Instant made = SENT.minusSeconds(301);
        assertThat(TWINS.likeness(
                        sent(bare("Ledger")), task("a", LIST, bare("Ledger").withStatus(status), made, made)))
                .isEqualTo(likeness);
    }

    @Test
    void one_that_does_not_say_when_it_was_made_is_it_only_as_it_was_sent() {
        CreateAttempt sent = sent(bare("Ledger"));
        assertThat(TWINS.likeness(sent, task("a", LIST, bare("Ledger"), null, null)))
                .isEqualTo(SAME);
        assertThat(TWINS.likeness(sent, task("a", "away", bare("Ledger"), null, null)))
                .isEqualTo(NONE);
        assertThat(TWINS.likeness(sent, task("a", LIST, bare("Books"), null, null)))
                .isEqualTo(NONE);
    }

    @Test
    void a_checklist_or_a_date_with_tags_is_known_again_and_a_date_alone_is_not() {
        When day = new When.Day(LocalDate.parse("2026-03-04"));
        CanonicalContent dated = new CanonicalContent(
                "Ledger", "", Priority.NONE, new TreeSet<>(), null, day, null, List.of(), RemoteStatus.OPEN, null);
        CanonicalContent tagged = dated.withTags(new TreeSet<>(List.of("dev")));
        CanonicalContent listed =
                bare("Ledger").withChecklist(List.of(new CanonicalContent.ChecklistEntry("one", false)));
        assertThat(renamed(dated)).isEqualTo(UNSURE);
        assertThat(renamed(tagged)).isEqualTo(CHANGED);
        assertThat(renamed(listed)).isEqualTo(CHANGED);
    }

    private static MatchConfidence renamed(CanonicalContent c) {
        CanonicalContent there = new CanonicalContent(
                "Books",
                c.description(),
                c.priority(),
                c.tags(),
                c.startDate(),
                c.dueDate(),
                c.timeZone(),
                c.checklist(),
                c.status(),
                c.parent());
        return TWINS.likeness(sent(c), rewritten("a", LIST, there));
    }

    private static LostCreates.Verdict find(CreateAttempt sent, List<RemoteTask> there, CreateAttempt... others) {
        return TWINS.find(List.of(sent), there, List.of(others));
    }

    /** What is called otherwise, what was there before and is finished, and what nobody has moved: none is a later try's. */
    @ParameterizedTest
    @CsvSource({
        "1, Ledger, home, OPEN, FOUND",
        "1, Ledger, home, COMPLETED, FOUND",
        "-301, Ledger, home, OPEN, FOUND",
        "-301, Ledger, home, COMPLETED, NONE",
        "1, Ledger, away, OPEN, UNSURE",
        "-301, Ledger, away, OPEN, NONE",
        "1, Books, home, OPEN, NONE",
        "1, Books, away, OPEN, NONE",
    })
    void what_a_later_try_of_what_was_refused_has_made(
            long secondsAfter, String title, String list, RemoteStatus status, String expected) {
        Instant made = SENT.plusSeconds(secondsAfter);
        CanonicalContent there = content(title, "books", null).withStatus(status);
        RemoteTask task = task("a", list, there, made, made.plusSeconds(30));
        LostCreates.Verdict verdict =
                TWINS.findRefused(sent(content("Ledger", "books", null)), List.of(task), List.of());
        assertThat(verdict.getClass().getSimpleName()).isEqualToIgnoringCase(expected);
    }

    @Test
    void of_several_as_it_was_sent_any_will_do() {
        CreateAttempt sent = sent(bare("Ledger"));
        assertThat(find(sent, List.of(asMade("b", LIST, bare("Ledger")), asMade("a", LIST, bare("Ledger")))))
                .isEqualTo(new LostCreates.Verdict.Found(new RemoteRef(LIST, "a"), bare("Ledger")));
    }

    @Test
    void what_was_moved_and_renamed_is_linked_to_what_was_made() {
        CanonicalContent content = content("Ledger", "books", null);
        assertThat(find(sent(content), List.of(rewritten("a", "away", content("Books", "books", null)))))
                .isEqualTo(new LostCreates.Verdict.Found(new RemoteRef(LIST, "a"), content));
    }

    @Test
    void the_sure_one_is_taken_and_the_unsure_ones_are_not_asked_about() {
        CreateAttempt sent = sent(bare("Ledger"));
        RemoteTask unsure = rewritten("a", LIST, bare("Books"));
        assertThat(find(sent, List.of(unsure, rewritten("b", "away", bare("Ledger")))))
                .isEqualTo(new LostCreates.Verdict.Found(new RemoteRef(LIST, "b"), bare("Ledger")));
        assertThat(find(sent, List.of(unsure))).isEqualTo(new LostCreates.Verdict.Unsure(List.of(unsure)));
        assertThat(find(sent, List.of(asMade("c", LIST, bare("Books"))))).isEqualTo(new LostCreates.Verdict.None());
        assertThat(find(sent, List.of())).isEqualTo(new LostCreates.Verdict.None());
    }

    @Test
    void more_that_were_moved_than_were_lost_are_asked_about() {
        CreateAttempt sent = sent(bare("Ledger"));
        List<RemoteTask> two = Stream.of("a", "b")
                .map(id -> rewritten(id, "away", bare("Ledger")))
                .toList();
        assertThat(find(sent, two)).isEqualTo(new LostCreates.Verdict.Unsure(two));
        assertThat(find(sent, two, sent(bare("Ledger"))))
                .as("one for each of two lost ones")
                .isEqualTo(new LostCreates.Verdict.Found(new RemoteRef(LIST, "a"), bare("Ledger")));
    }

    @Test
    void what_stands_where_another_lost_one_was_sent_is_that_one() {
        CreateAttempt above = new CreateAttempt(LIST, bare("Tests").withParent("here"), SENT);
        CreateAttempt other = new CreateAttempt(LIST, bare("Tests").withParent("there"), SENT);
        RemoteTask made = rewritten("a", LIST, bare("Tests").withParent("there"));
        assertThat(find(above, List.of(made), other)).isEqualTo(new LostCreates.Verdict.None());
        assertThat(find(other, List.of(made), above))
                .isEqualTo(new LostCreates.Verdict.Found(
                        new RemoteRef(LIST, "a"), bare("Tests").withParent("there")));
    }

    @Test
    void what_two_different_lost_ones_may_have_become_is_asked_about() {
        CreateAttempt one = sent(content("One", "books", null));
        CreateAttempt other = sent(content("Other", "books", null));
        RemoteTask renamed = rewritten("a", LIST, content("Third", "books", null));
        assertThat(find(one, List.of(renamed), other)).isEqualTo(new LostCreates.Verdict.Unsure(List.of(renamed)));
    }

    @Test
    void an_earlier_sending_counts_as_well() {
        CreateAttempt first = sent(bare("Ledger"));
        CreateAttempt second = new CreateAttempt(LIST, bare("Books"), SENT.plusSeconds(600));
        RemoteTask made = asMade("a", LIST, bare("Ledger"));
        assertThat(TWINS.find(List.of(second), List.of(made), List.of())).isEqualTo(new LostCreates.Verdict.None());
        assertThat(TWINS.find(List.of(second, first), List.of(made), List.of()))
                .isEqualTo(new LostCreates.Verdict.Found(new RemoteRef(LIST, "a"), bare("Ledger")));
    }

    @Test
    void what_may_be_of_an_open_one_is_not_new() {
        List<CreateAttempt> open = List.of(sent(bare("Ledger")));
        assertThat(TWINS.mayBeOf(open, rewritten("a", LIST, bare("Books")))).isTrue();
        assertThat(TWINS.mayBeOf(open, asMade("a", LIST, bare("Books")))).isFalse();
        assertThat(TWINS.mayBeOf(List.of(), asMade("a", LIST, bare("Ledger")))).isFalse();
    }

    /** A day, from when it was sent. */
    @ParameterizedTest
    @CsvSource({"0, true", "86400, true", "86401, false"})
    void a_late_effect_is_known_for_a_day(long secondsAfter, boolean late) {
        Instant made = SENT.plusSeconds(secondsAfter);
        assertThat(TWINS.isLate(sent(bare("Ledger")), task("a", LIST, bare("Ledger"), made, made)))
                .isEqualTo(late);
    }

    @Test
    void what_is_not_as_it_was_given_up_is_not_its_late_effect() {
        assertThat(TWINS.isLate(sent(bare("Ledger")), rewritten("a", "away", bare("Ledger"))))
                .isFalse();
        assertThat(TWINS.isLate(sent(bare("Ledger")), rewritten("a", LIST, content("Ledger", "text", null))))
                .isFalse();
    }

    @Test
    void what_others_have_changed_since_may_be_by_its_name() {
        CreateAttempt sent = sent(bare("Ledger"));
        assertThat(TWINS.mayBeLate(sent, rewritten("a", LIST, content("Ledger", "text", null))))
                .isTrue();
        assertThat(TWINS.mayBeLate(sent, rewritten("a", LIST, bare("Books")))).isFalse();
        Instant nextDay = SENT.plus(LostCreates.LATEST).plusSeconds(1);
        assertThat(TWINS.mayBeLate(sent, task("a", LIST, bare("Ledger"), nextDay, nextDay)))
                .isFalse();
    }

    /** Before the first of its items is made, or the last: what is missing is still to be made, and nobody has taken it away. */
    @Test
    void where_the_checklist_is_made_apart_it_is_found_without_it() {
        LostCreates apart = new LostCreates(SETTLE, true);
        CanonicalContent whole = content("Ledger", "books", null)
                .withChecklist(List.of(
                        new CanonicalContent.ChecklistEntry("a", false),
                        new CanonicalContent.ChecklistEntry("b", true)));
        CanonicalContent part = whole.withChecklist(List.of(new CanonicalContent.ChecklistEntry("a", false)));
        for (CanonicalContent there : List.of(whole.withChecklist(List.of()), part, whole)) {
            RemoteTask made = rewritten("a", LIST, there);
            assertThat(TWINS.likeness(sent(whole), made)).isEqualTo(there.equals(whole) ? SAME : UNSURE);
            assertThat(apart.asSent(List.of(sent(whole)), List.of(made)))
                    .contains(new LostCreates.Verdict.Found(made.ref(), there));
            RemoteTask moved = rewritten("a", "away", there);
            assertThat(apart.find(List.of(sent(whole)), List.of(moved), List.of()))
                    .isEqualTo(new LostCreates.Verdict.Found(new RemoteRef(LIST, "a"), there));
        }
    }
}
