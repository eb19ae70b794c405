package dev.devledger.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every text of a conflict says what both sides hold, whose value counts, and what can be done. */
class ConflictNarrationTest {
    private static final ConflictId CONFLICT = new ConflictId(new UUID(9, 1));
    private static final String RESOLVE = "POST /api/sync/conflicts/00000000-0000-0009-0000-000000000001/resolve";
    private static final SyncLinkId TASK = new SyncLinkId("ticktick", "main", EntityRef.task(new UUID(2, 1)));
    private static final SyncLinkId ENTRY = new SyncLinkId("trackingtime", "main", EntityRef.entry(new UUID(3, 1)));
    private static final SyncLinkId PROJECT = new SyncLinkId("ticktick", "main", EntityRef.project(new UUID(1, 1)));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final RemoteRef OBJECT = new RemoteRef("list", "id-1");

    @Test
    void a_held_field_says_both_values_and_that_nothing_is_written() {
        Narration told = raised(TASK, values(Field.TITLE, title("Mine"), title("Theirs"), AppliedSide.NONE));

        assertThat(told.summary())
                .isEqualTo("The title differs: \"Mine\" in Devledger, \"Theirs\" in ticktick."
                        + " Neither value is sent to the other side until you choose: " + RESOLVE + ".");
        assertThat(told.changes()).containsExactly(new FieldChange("title", "Mine", "Theirs"));
    }

    @Test
    void an_applied_one_says_whose_value_it_was() {
        assertThat(raised(PROJECT, values(Field.TITLE, title("Mine"), title("Theirs"), AppliedSide.REMOTE))
                        .summary())
                .isEqualTo("The name differs: \"Mine\" in Devledger, \"Theirs\" in ticktick."
                        + " The value of ticktick was applied; to choose otherwise: " + RESOLVE + ".");
        assertThat(raised(PROJECT, values(Field.TITLE, title("Mine"), title("Theirs"), AppliedSide.LOCAL))
                        .summary())
                .endsWith("The value of Devledger was applied; to choose otherwise: " + RESOLVE + ".");
    }

    @Test
    void a_card_that_is_open_is_an_active_project() {
        CanonicalChanges open = status(RemoteStatus.OPEN);
        CanonicalChanges paused = status(RemoteStatus.PAUSED);

        Narration told = raised(PROJECT, values(Field.STATUS, open, paused, AppliedSide.NONE));

        assertThat(told.summary()).startsWith("The status differs: active in Devledger, paused in ticktick.");
        assertThat(told.changes())
                .containsExactly(new FieldChange("status", ProjectStatus.ACTIVE, RemoteStatus.PAUSED));
        assertThat(raised(TASK, values(Field.STATUS, open, status(RemoteStatus.COMPLETED), AppliedSide.NONE))
                        .summary())
                .startsWith("The status differs: open in Devledger, completed in ticktick.");
    }

    @Test
    void dates_and_items_are_told_with_their_values() {
        CanonicalChanges here = dates("2026-04-01", "2026-04-30");
        CanonicalChanges there = dates(null, null);
        assertThat(raised(TASK, values(Field.DATES, here, there, AppliedSide.NONE))
                        .summary())
                .startsWith(
                        "The dates differ: 2026-04-01 to 2026-04-30 (Europe/Berlin) in Devledger, nothing in ticktick.");

        assertThat(raised(
                                TASK,
                                values(
                                        Field.CHECKLIST,
                                        checklist(
                                                new CanonicalContent.ChecklistEntry("a", true),
                                                new CanonicalContent.ChecklistEntry("b", false)),
                                        checklist(),
                                        AppliedSide.NONE))
                        .summary())
                .startsWith("The checklist differs: \"a\" done, \"b\" in Devledger, nothing in ticktick.");
    }

    @Test
    void what_is_deleted_on_one_side_says_what_each_choice_does() {
        assertThat(raised(TASK, new Dispute.DeletedRemotely(OBJECT, title("Mine")))
                        .summary())
                .isEqualTo("It was deleted in ticktick and changed later in Devledger: the title."
                        + " It stays in Devledger until you choose: local creates it again in ticktick, remote"
                        + " deletes it in Devledger too, detach leaves both sides as they are; " + RESOLVE + ".");
        assertThat(raised(TASK, new Dispute.DeletedRemotely(OBJECT, CanonicalChanges.NONE, "this is asked about"))
                        .summary())
                .startsWith(
                        "It was deleted in ticktick, and this is asked about. It stays in Devledger until you choose");
        assertThat(raised(TASK, new Dispute.DeletedRemotely(OBJECT, CanonicalChanges.NONE))
                        .summary())
                .startsWith(
                        "It was deleted in ticktick, and tasks below it were added or changed later in Devledger. It");
        assertThat(raised(PROJECT, new Dispute.DeletedLocally(OBJECT, title("Theirs"), "it was changed there since"))
                        .summary())
                .isEqualTo("It was deleted in Devledger and still exists in ticktick: it was changed there since."
                        + " It stays in ticktick until you choose: local deletes it in ticktick too, remote"
                        + " restores it in Devledger, detach leaves both sides as they are; " + RESOLVE + ".");
    }

    @Test
    void what_came_back_and_what_is_not_sure_name_the_objects() {
        assertThat(raised(TASK, new Dispute.Reappeared(OBJECT, CanonicalContent.list("Again")))
                        .summary())
                .startsWith("It is in ticktick again, as \"Again\".")
                .endsWith(RESOLVE + ".");
        assertThat(raised(
                                TASK,
                                new Dispute.AmbiguousObject(
                                        "two have this title",
                                        List.of(
                                                new Dispute.Candidate(OBJECT, CanonicalContent.list("A")),
                                                new Dispute.Candidate(
                                                        new RemoteRef("list", "id-2"), CanonicalContent.list("B")))))
                        .summary())
                .startsWith("It is not known which object in ticktick it is: two have this title"
                        + " (id-1 \"A\", id-2 \"B\").");
    }

    @Test
    void a_second_copy_says_where_it_comes_from_and_what_becomes_of_it() {
        assertThat(raised(TASK, new Dispute.Duplicate(OBJECT, CanonicalContent.list("Tests")))
                        .summary())
                .startsWith(
                        "A second copy of it is in ticktick, as \"Tests\": an earlier attempt to create it succeeded"
                                + " after all.")
                .contains("local deletes the copy in ticktick", "remote imports it", "detach leaves it in ticktick")
                .endsWith(RESOLVE + ".");
    }

    @Test
    void a_time_entry_says_what_both_have_or_why_one_does_not_take_it() {
        assertThat(raised(
                                ENTRY,
                                new Dispute.EntryDispute(
                                        new TreeSet<>(Set.of(EntryField.NOTE)),
                                        entry("Mine"),
                                        entry("Theirs"),
                                        null,
                                        ConflictPolicy.REMOTE,
                                        AppliedSide.REMOTE,
                                        null))
                        .summary())
                .isEqualTo(
                        "Devledger and trackingtime have both changed note of it: \"Mine\" in Devledger, \"Theirs\" in"
                                + " trackingtime. What trackingtime had was applied; to choose otherwise: " + RESOLVE
                                + ".");
        assertThat(raised(ENTRY, refused(Set.of(EntryField.NOTE), "it is locked"))
                        .summary())
                .isEqualTo("One side does not take note: it is locked. Neither side is changed until you choose: local"
                        + " sends what Devledger has, remote takes what trackingtime has, detach leaves both sides as"
                        + " they are; " + RESOLVE + ".");
        assertThat(raised(ENTRY, Dispute.EntryDispute.refused(Set.of(), null, entry("Theirs"), null, "it is locked"))
                        .summary())
                .startsWith("One side does not take that it was deleted: it is locked.");
        assertThat(raised(ENTRY, Dispute.EntryDispute.refused(Set.of(), entry("Mine"), null, null, "it is billed"))
                        .summary())
                .startsWith("One side does not take that it is gone: it is billed.");
    }

    private static Dispute refused(Set<EntryField> fields, String reason) {
        return Dispute.EntryDispute.refused(fields, entry("Mine"), entry("Theirs"), null, reason);
    }

    private static EntryContent entry(String note) {
        return new EntryContent(null, AT, AT.plusSeconds(60), note, new TreeSet<>(), false, false);
    }

    @Test
    void its_end_says_how_it_ended() {
        assertThat(Narration.of(new ConflictEvent.LetGo(CONFLICT, TASK, "both sides agree", AT))
                        .summary())
                .isEqualTo("The conflict is over and needs no choice: both sides agree");
        assertThat(resolved(Choice.LOCAL, null)).isEqualTo("Resolved the conflict: kept what Devledger has.");
        assertThat(resolved(Choice.REMOTE, null)).isEqualTo("Resolved the conflict: kept what ticktick has.");
        assertThat(resolved(Choice.VALUE, "Ours")).isEqualTo("Resolved the conflict with \"Ours\".");
        assertThat(resolved(Choice.DETACH, null))
                .isEqualTo("Resolved the conflict: both sides stay as they are and are no longer synced.");
    }

    @Test
    void an_extended_one_says_that_it_changed() {
        Dispute dispute = values(Field.TITLE, title("Mine"), title("Theirs"), AppliedSide.NONE);

        assertThat(Narration.of(new ConflictEvent.Extended(CONFLICT, TASK, dispute, AT))
                        .summary())
                .startsWith("It has changed again. The title differs: \"Mine\" in Devledger, \"Theirs\" in ticktick.");
    }

    /** A kind that is missing here was added without a text for people. */
    @Test
    void every_kind_of_conflict_and_of_its_end_is_told() {
        List<Dispute> disputes = List.of(
                values(Field.TITLE, title("Mine"), title("Theirs"), AppliedSide.NONE),
                new Dispute.DeletedRemotely(OBJECT, title("Mine")),
                new Dispute.DeletedLocally(OBJECT, title("Theirs"), "it was changed there since"),
                new Dispute.Reappeared(OBJECT, CanonicalContent.list("Again")),
                new Dispute.Duplicate(OBJECT, CanonicalContent.list("Tests")),
                new Dispute.AmbiguousObject("two have this title", List.of()),
                refused(Set.of(EntryField.NOTE), "it is locked"));
        List<ConflictEvent> events = List.of(
                new ConflictEvent.Raised(CONFLICT, TASK, disputes.getFirst(), AT),
                new ConflictEvent.Extended(CONFLICT, TASK, disputes.getFirst(), AT),
                new ConflictEvent.LetGo(CONFLICT, TASK, "both sides agree", AT),
                new ConflictEvent.Resolved(CONFLICT, TASK, Choice.LOCAL, null, AT));
        assertThat(disputes.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(Dispute.class.getPermittedSubclasses());
        assertThat(events.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(ConflictEvent.class.getPermittedSubclasses());
        assertThat(disputes)
                .allSatisfy(dispute -> assertThat(raised(TASK, dispute).summary())
                        .as("both sides, and what can be done")
                        .contains("ticktick", RESOLVE)
                        .doesNotContain("null", "["));
        assertThat(events)
                .allSatisfy(event -> assertThat(Narration.of(event).summary()).doesNotContain("null", "["));
    }

    private static String resolved(Choice choice, @Nullable String value) {
        return Narration.of(new ConflictEvent.Resolved(CONFLICT, TASK, choice, value, AT))
                .summary();
    }

    private static Narration raised(SyncLinkId link, Dispute dispute) {
        return Narration.of(new ConflictEvent.Raised(CONFLICT, link, dispute, AT));
    }

    private static Dispute values(Field field, CanonicalChanges local, CanonicalChanges remote, AppliedSide applied) {
        return new Dispute.FieldDispute(field, MergeRule.BOTH_VALUES, local, remote, ConflictPolicy.REMOTE, applied);
    }

    private static CanonicalChanges title(String to) {
        return new CanonicalChanges(new Change<>("Base", to), null, null, null, null, null, null, null);
    }

    private static CanonicalChanges status(RemoteStatus to) {
        return new CanonicalChanges(null, null, null, null, null, null, new Change<>(RemoteStatus.ABANDONED, to), null);
    }

    private static CanonicalChanges dates(@Nullable String start, @Nullable String due) {
        Dates to = new Dates(
                start == null ? null : When.parse(start),
                due == null ? null : When.parse(due),
                due == null ? null : ZoneId.of("Europe/Berlin"));
        return new CanonicalChanges(
                null, null, null, null, new Change<>(new Dates(null, null, null), to), null, null, null);
    }

    private static CanonicalChanges checklist(CanonicalContent.ChecklistEntry... to) {
        return new CanonicalChanges(null, null, null, null, null, new Change<>(null, List.of(to)), null, null);
    }
}
