package dev.devledger.domain.sync.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Scenario;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.Contents;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConflictDeciderTest {
    private static final ConflictId CONFLICT = new ConflictId(new UUID(9, 1));
    private static final SyncLinkId LINK = new SyncLinkId("ticktick", "main", EntityRef.task(new UUID(2, 1)));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final Instant LATER = AT.plusSeconds(60);
    private static final RemoteRef REMOTE = new RemoteRef("list", "id");

    private static final CanonicalContent B = Contents.number(0);
    private static final CanonicalContent ONE = Contents.number(1);
    private static final CanonicalContent TWO = Contents.number(2);
    private static final Dispute TITLES = titles(ONE, AppliedSide.NONE);
    private static final Dispute SETTLED = titles(ONE, AppliedSide.REMOTE);
    private static final Dispute NEWER = titles(TWO, AppliedSide.NONE);
    private static final Dispute DELETED_THERE = new Dispute.DeletedRemotely(REMOTE, CanonicalChanges.between(B, ONE));
    private static final Dispute DELETED_HERE =
            new Dispute.DeletedLocally(REMOTE, CanonicalChanges.between(B, ONE), "it was changed");
    private static final Dispute REAPPEARED = new Dispute.Reappeared(REMOTE, ONE);
    private static final Dispute DUPLICATE = new Dispute.Duplicate(REMOTE, ONE);
    private static final Dispute WHICH_ONE =
            new Dispute.AmbiguousObject("two of that title", List.of(new Dispute.Candidate(REMOTE, ONE)));

    private static final ConflictEvent RAISED = new ConflictEvent.Raised(CONFLICT, LINK, TITLES, AT);
    private static final ConflictEvent GONE = new ConflictEvent.LetGo(CONFLICT, LINK, "both agree", AT);

    private static Dispute titles(CanonicalContent local, AppliedSide applied) {
        CanonicalChanges there = CanonicalChanges.between(B, CanonicalContent.list("there"));
        return new Dispute.FieldDispute(
                Field.TITLE,
                MergeRule.BOTH_VALUES,
                CanonicalChanges.between(B, local).only(Set.of(Field.TITLE)),
                there.only(Set.of(Field.TITLE)),
                ConflictPolicy.HOLD,
                applied);
    }

    private static Scenario<ConflictCommand, Conflict, ConflictEvent> given(ConflictEvent... events) {
        return Scenario.given(new ConflictDecider(), events);
    }

    private static ConflictEvent raised(Dispute dispute) {
        return new ConflictEvent.Raised(CONFLICT, LINK, dispute, AT);
    }

    private static ConflictCommand raise(Dispute dispute) {
        return new ConflictCommand.Raise(CONFLICT, LINK, dispute, AT);
    }

    private static ConflictCommand extend(Dispute dispute) {
        return new ConflictCommand.Extend(CONFLICT, dispute, LATER);
    }

    private static ConflictCommand letGo() {
        return new ConflictCommand.LetGo(CONFLICT, "both agree", LATER);
    }

    private static ConflictCommand resolve(Choice choice, @Nullable String value) {
        return new ConflictCommand.Resolve(CONFLICT, choice, value, LATER);
    }

    private static ConflictEvent resolved(Choice choice, @Nullable String value) {
        return new ConflictEvent.Resolved(CONFLICT, LINK, choice, value, LATER);
    }

    @Test
    void a_conflict_is_raised_once() {
        Scenario<ConflictCommand, Conflict, ConflictEvent> there =
                given().when(raise(TITLES)).then(RAISED);

        assertThat(there.state()).isEqualTo(new Conflict.Raised(LINK, TITLES));
        there.when(raise(TITLES)).thenRejected(Code.CONFLICT_STATE);
        given(RAISED, GONE).when(raise(TITLES)).thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void a_newer_value_extends_it_and_the_same_one_does_not() {
        Scenario<ConflictCommand, Conflict, ConflictEvent> after =
                given(RAISED).when(extend(NEWER)).then(new ConflictEvent.Extended(CONFLICT, LINK, NEWER, LATER));

        assertThat(after.state()).isEqualTo(new Conflict.Raised(LINK, NEWER));
        after.when(extend(NEWER)).thenNothing();
    }

    @Test
    void what_needs_no_choice_any_more_is_let_go_once() {
        Scenario<ConflictCommand, Conflict, ConflictEvent> after =
                given(RAISED).when(letGo()).then(new ConflictEvent.LetGo(CONFLICT, LINK, "both agree", LATER));

        assertThat(after.state()).isEqualTo(new Conflict.Obsolete(LINK));
        after.when(letGo()).thenNothing();
    }

    @ParameterizedTest
    @EnumSource(Choice.class)
    void what_was_let_go_is_not_for_anyone_to_resolve(Choice choice) {
        given(RAISED, GONE).when(resolve(choice, null)).thenRejected(Code.CONFLICT_STATE);
        given(RAISED, GONE).when(extend(NEWER)).thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void one_that_nobody_raised_is_not_found() {
        given().when(resolve(Choice.LOCAL, null)).thenRejected(Code.NOT_FOUND);
        given().when(extend(TITLES)).thenRejected(Code.NOT_FOUND);
        given().when(letGo()).thenRejected(Code.NOT_FOUND);
    }

    /** The choices are those of docs/contract.md, section 4. */
    static Stream<Arguments> choices() {
        return Stream.of(
                Arguments.of(TITLES, Set.of(Choice.LOCAL, Choice.REMOTE, Choice.VALUE)),
                Arguments.of(SETTLED, Set.of(Choice.LOCAL, Choice.REMOTE, Choice.VALUE)),
                Arguments.of(DELETED_THERE, Set.of(Choice.LOCAL, Choice.REMOTE, Choice.DETACH)),
                Arguments.of(DELETED_HERE, Set.of(Choice.LOCAL, Choice.REMOTE, Choice.DETACH)),
                Arguments.of(REAPPEARED, Set.of(Choice.LOCAL, Choice.REMOTE, Choice.DETACH)),
                Arguments.of(DUPLICATE, Set.of(Choice.LOCAL, Choice.REMOTE, Choice.DETACH)),
                Arguments.of(WHICH_ONE, Set.of(Choice.LOCAL, Choice.VALUE, Choice.DETACH)));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void it_is_resolved_by_one_of_its_choices_and_by_no_other(Dispute dispute, Set<Choice> allowed) {
        for (Choice choice : Choice.values()) {
            String value = choice == Choice.VALUE ? "mine" : null;
            if (allowed.contains(choice)) {
                Scenario<ConflictCommand, Conflict, ConflictEvent> after =
                        given(raised(dispute)).when(resolve(choice, value)).then(resolved(choice, value));
                assertThat(after.state()).isEqualTo(new Conflict.Resolved(LINK, choice, value));
            } else {
                given(raised(dispute)).when(resolve(choice, value)).thenInvalid("choose");
            }
        }
    }

    @Test
    void a_value_comes_with_the_choice_of_one_and_only_then() {
        given(RAISED).when(resolve(Choice.VALUE, null)).thenInvalid("value");
        given(RAISED).when(resolve(Choice.LOCAL, "mine")).thenInvalid("value");
    }

    @Test
    void a_repeated_choice_changes_nothing_and_another_one_is_too_late() {
        Scenario<ConflictCommand, Conflict, ConflictEvent> chosen = given(RAISED, resolved(Choice.VALUE, "mine"));

        chosen.when(resolve(Choice.VALUE, "mine")).thenNothing();
        chosen.when(resolve(Choice.VALUE, "other")).thenRejected(Code.CONFLICT_STATE);
        chosen.when(resolve(Choice.REMOTE, null)).thenRejected(Code.CONFLICT_STATE);
        chosen.when(extend(NEWER)).thenRejected(Code.CONFLICT_STATE);
        chosen.when(letGo()).thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void only_what_no_policy_settled_waits() {
        assertThat(Stream.of(TITLES, DELETED_THERE, DELETED_HERE, REAPPEARED, WHICH_ONE))
                .allMatch(Dispute::waits);
        assertThat(SETTLED.waits()).isFalse();
        assertThat(titles(ONE, AppliedSide.LOCAL).waits()).isFalse();
    }

    @Test
    void a_side_that_changed_nothing_has_what_was_agreed() {
        CanonicalChanges cleared = CanonicalChanges.between(B, ONE).only(Set.of(Field.PRIORITY)); // none to low
        Dispute.FieldDispute onlyHere = new Dispute.FieldDispute(
                Field.PRIORITY,
                MergeRule.LOCAL_ONLY,
                cleared,
                CanonicalChanges.NONE,
                ConflictPolicy.HOLD,
                AppliedSide.NONE);
        Dispute.FieldDispute onlyThere = new Dispute.FieldDispute(
                Field.PRIORITY,
                MergeRule.REMOTE_ONLY,
                CanonicalChanges.NONE,
                cleared,
                ConflictPolicy.HOLD,
                AppliedSide.NONE);

        assertThat(onlyHere.toRemote().applyTo(TWO)).isEqualTo(Contents.mixed(TWO, B, Field.PRIORITY));
        assertThat(onlyHere.toLocal().applyTo(TWO)).isEqualTo(Contents.mixed(TWO, ONE, Field.PRIORITY));
        assertThat(onlyThere.toLocal().applyTo(TWO)).isEqualTo(Contents.mixed(TWO, B, Field.PRIORITY));
        assertThat(onlyThere.toRemote().applyTo(TWO)).isEqualTo(Contents.mixed(TWO, ONE, Field.PRIORITY));
    }

    @Test
    void changes_can_be_taken_back_and_can_name_every_field() {
        assertThat(CanonicalChanges.between(B, ONE).reversed().applyTo(ONE)).isEqualTo(B);
        assertThat(CanonicalChanges.to(ONE).applyTo(B)).isEqualTo(ONE);
        assertThat(CanonicalChanges.to(B).fields()).containsExactlyInAnyOrder(Field.values());
        assertThat(CanonicalChanges.NONE.reversed()).isEqualTo(CanonicalChanges.NONE);
    }
}
