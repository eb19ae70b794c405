package dev.devledger.domain.sync.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Scenario;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.Contents;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SyncDeciderTest {
    private static final SyncLinkId LINK = new SyncLinkId("ticktick", "main", EntityRef.project(new UUID(1, 1)));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final Instant LATER = AT.plusSeconds(60);
    private static final UUID FIRST = new UUID(7, 1);
    private static final UUID SECOND = new UUID(7, 2);
    private static final RemoteRef REMOTE = new RemoteRef("list", "id");
    private static final CanonicalContent B = Contents.number(0);
    private static final CanonicalContent ONE = Contents.number(1);
    private static final CanonicalChanges CHANGES = CanonicalChanges.between(B, ONE);

    private static final SyncEvent CREATING = new SyncEvent.CreateIntended(LINK, FIRST, 1, "list", B, AT);
    private static final SyncEvent LINKED = new SyncEvent.Linked(LINK, REMOTE, B, AT);
    private static final SyncEvent PUSHING = new SyncEvent.PushIntended(LINK, FIRST, CHANGES, AT);
    private static final SyncEvent PUSHING_AGAIN = new SyncEvent.PushIntended(LINK, SECOND, CHANGES, AT);
    private static final PastValues LATE = new PastValues(CHANGES, LATER, true);
    private static final PastValues BEFORE = new PastValues(CanonicalChanges.between(ONE, B), LATER, false);
    private static final PastValues WRITTEN_OVER = new PastValues(BEFORE.values(), LATER, false, true);
    private static final SyncEvent DELETING = new SyncEvent.DeleteIntended(LINK, AT);
    private static final SyncEvent CLOSED = new SyncEvent.Closed(LINK, AT);
    private static final SyncEvent DETACHED = new SyncEvent.Detached(LINK, "placement", AT);
    private static final SyncEvent STOPPED = new SyncEvent.Stopped(LINK, "two of them", AT);
    private static final SyncEvent REFUSED = new SyncEvent.Refused(LINK, "quota", AT);

    private static final SyncCommand CREATE = new SyncCommand.IntendCreate(LINK, SECOND, null, "list", B, LATER);
    private static final SyncCommand CREATE_AGAIN = new SyncCommand.IntendCreate(LINK, SECOND, FIRST, "list", B, LATER);
    private static final SyncCommand TO_LINK = new SyncCommand.Link(LINK, REMOTE, B, LATER);
    private static final SyncCommand PUSH = new SyncCommand.IntendPush(LINK, SECOND, CHANGES, LATER);
    private static final SyncCommand ACKNOWLEDGE = new SyncCommand.Acknowledge(LINK, ONE, LATER);
    private static final SyncCommand KEEP = new SyncCommand.KeepForm(LINK, CHANGES, LATER);
    private static final SyncCommand FIT = new SyncCommand.Fit(
            LINK,
            Set.of(CanonicalChanges.Field.TITLE),
            CHANGES,
            List.of(new SyncLink.Warning(CanonicalChanges.Field.TITLE, "title", "is long", true)),
            LATER);
    private static final SyncCommand REFUSE = new SyncCommand.Refuse(LINK, "limit", LATER);
    private static final SyncCommand DROP = new SyncCommand.DropIntent(LINK, FIRST, "rate limit", LATER);
    private static final SyncCommand DELETE = new SyncCommand.IntendDelete(LINK, LATER);
    private static final SyncCommand DELETE_AGAIN = new SyncCommand.RepeatDelete(LINK, LATER);
    private static final SyncCommand DECIDE = new SyncCommand.DecideDelete(LINK, LATER);
    private static final SyncCommand CLOSE = new SyncCommand.Close(LINK, LATER);
    private static final SyncCommand DETACH = new SyncCommand.Detach(LINK, "placement", LATER);
    private static final SyncCommand STOP = new SyncCommand.Stop(LINK, "another one", LATER);

    private static final RemoteRef ELSEWHERE = new RemoteRef("other", REMOTE.id());
    private static final List<SyncEvent.FieldRule> RULES =
            List.of(new SyncEvent.FieldRule(CanonicalChanges.Field.TITLE, "F4"));
    private static final SyncCommand SEE = new SyncCommand.SeeRemoteChange(LINK, ONE, RULES, LATER);
    private static final SyncCommand MOVE = new SyncCommand.RecordRemoteMove(LINK, ELSEWHERE, LATER);
    private static final SyncCommand LEAVE = new SyncCommand.LeaveScope(LINK, "moved away", LATER);
    private static final SyncCommand LOSE = new SyncCommand.RecordRemoteDeletion(LINK, LATER);
    private static final SyncCommand PART = new SyncCommand.DetachUntilDecision(LINK, "a person said so", LATER);

    private static final SyncCommand SEND_NOTE = new SyncCommand.IntendNote(LINK, FIRST, LATER);
    private static final SyncCommand SAME_NOTE = new SyncCommand.LinkNote(LINK, FIRST, "458", LATER);

    private static final List<SyncCommand> COMMANDS = List.of(
            CREATE,
            TO_LINK,
            PUSH,
            ACKNOWLEDGE,
            KEEP,
            FIT,
            REFUSE,
            DROP,
            DELETE,
            DELETE_AGAIN,
            DECIDE,
            CLOSE,
            DETACH,
            STOP,
            SEE,
            MOVE,
            LEAVE,
            LOSE,
            PART,
            SEND_NOTE,
            SAME_NOTE);

    private static Scenario<SyncCommand, SyncLink, SyncEvent> given(SyncEvent... events) {
        return Scenario.given(new SyncDecider(), events);
    }

    /** Each state, the events that lead to it, and the commands that it refuses. */
    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of(
                        SyncLink.None.class,
                        List.of(),
                        Set.of(
                                PUSH,
                                SEND_NOTE,
                                ACKNOWLEDGE,
                                KEEP,
                                FIT,
                                DELETE,
                                DELETE_AGAIN,
                                DECIDE,
                                DETACH,
                                SEE,
                                MOVE,
                                LEAVE,
                                LOSE,
                                PART)),
                Arguments.of(
                        SyncLink.Creating.class,
                        List.of(CREATING),
                        Set.of(
                                CREATE,
                                PUSH,
                                SEND_NOTE,
                                ACKNOWLEDGE,
                                KEEP,
                                FIT,
                                DELETE,
                                DELETE_AGAIN,
                                DECIDE,
                                CLOSE,
                                DETACH,
                                SEE,
                                MOVE,
                                LEAVE,
                                LOSE,
                                PART)),
                Arguments.of(SyncLink.Linked.class, List.of(LINKED), Set.of(CREATE, DELETE_AGAIN)),
                Arguments.of(
                        SyncLink.Deleting.class,
                        List.of(LINKED, DELETING),
                        Set.of(CREATE, PUSH, SEND_NOTE, ACKNOWLEDGE, KEEP, FIT, REFUSE, DETACH, SEE, MOVE, PART)),
                Arguments.of(
                        SyncLink.Closed.class,
                        List.of(LINKED, CLOSED),
                        Set.of(
                                PUSH,
                                SEND_NOTE,
                                ACKNOWLEDGE,
                                KEEP,
                                FIT,
                                REFUSE,
                                DELETE,
                                DELETE_AGAIN,
                                DECIDE,
                                DETACH,
                                SEE,
                                MOVE,
                                LEAVE,
                                PART)),
                Arguments.of(
                        SyncLink.Detached.class,
                        List.of(LINKED, DETACHED),
                        Set.of(
                                PUSH,
                                SEND_NOTE,
                                ACKNOWLEDGE,
                                KEEP,
                                FIT,
                                REFUSE,
                                DELETE,
                                DELETE_AGAIN,
                                DECIDE,
                                DETACH,
                                SEE,
                                MOVE,
                                LEAVE,
                                LOSE)),
                Arguments.of(
                        SyncLink.OutOfScope.class,
                        List.of(LINKED, new SyncEvent.LeftScope(LINK, "moved away", AT)),
                        Set.of(
                                CREATE,
                                PUSH,
                                SEND_NOTE,
                                ACKNOWLEDGE,
                                KEEP,
                                FIT,
                                REFUSE,
                                DELETE,
                                DELETE_AGAIN,
                                DECIDE,
                                DETACH,
                                SEE,
                                MOVE,
                                LEAVE,
                                LOSE)),
                Arguments.of(
                        SyncLink.Stopped.class,
                        List.of(CREATING, STOPPED),
                        Set.of(
                                PUSH,
                                SEND_NOTE,
                                ACKNOWLEDGE,
                                KEEP,
                                FIT,
                                REFUSE,
                                DELETE,
                                DELETE_AGAIN,
                                DECIDE,
                                DETACH,
                                SEE,
                                MOVE,
                                LEAVE,
                                LOSE,
                                PART)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void a_state_takes_what_it_can_take(
            Class<? extends SyncLink> state, List<SyncEvent> before, Set<SyncCommand> refused) {
        Scenario<SyncCommand, SyncLink, SyncEvent> link = given(before.toArray(SyncEvent[]::new));
        assertThat(link.state()).isInstanceOf(state);
        for (SyncCommand command : COMMANDS) {
            if (refused.contains(command)) {
                link.when(command).thenRejected(Code.CONFLICT_STATE);
            } else {
                assertThat(new SyncDecider().decide(command, link.state())).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void these_tests_know_every_command_and_state() {
        assertThat(COMMANDS).extracting(command -> (Object) command.getClass()).containsExactlyInAnyOrder((Object[])
                SyncCommand.class.getPermittedSubclasses());
        assertThat(states().map(each -> each.get()[0]))
                .containsExactlyInAnyOrder((Object[]) SyncLink.class.getPermittedSubclasses());
    }

    @Test
    void a_command_goes_to_the_stream_of_its_link() {
        assertThat(COMMANDS)
                .extracting(SyncCommand::address)
                .containsOnly("link-ticktick-main-project-00000000-0000-0001-0000-000000000001");
    }

    @Test
    void a_create_is_on_record_before_it_is_sent() {
        assertThat(given().when(CREATE)
                        .then(new SyncEvent.CreateIntended(LINK, SECOND, 1, "list", B, LATER))
                        .state())
                .isEqualTo(new SyncLink.Creating(SECOND, 1, "list", B, LATER));
    }

    /** Nothing is sent for that. */
    @Test
    void a_list_that_was_meant_while_the_clock_was_ahead_is_tried_no_more_often_for_being_dated_anew() {
        Instant ahead = LATER.plus(Duration.ofDays(1));
        given(new SyncEvent.CreateIntended(LINK, FIRST, 1, "", B, ahead))
                .when(new SyncCommand.IntendCreate(LINK, SECOND, FIRST, "", B, LATER))
                .then(new SyncEvent.CreateIntended(LINK, SECOND, 1, "", B, LATER));
        given(new SyncEvent.CreateIntended(LINK, FIRST, 1, "", B, AT))
                .when(new SyncCommand.IntendCreate(LINK, SECOND, FIRST, "", B, LATER))
                .then(new SyncEvent.CreateIntended(LINK, SECOND, 2, "", B, LATER));
    }

    @Test
    void a_create_that_is_sent_again_counts() {
        SyncEvent again = new SyncEvent.CreateIntended(LINK, SECOND, 2, "list", B, LATER);
        given(CREATING).when(CREATE_AGAIN).then(again);
        given(CREATING, again)
                .when(new SyncCommand.IntendCreate(LINK, FIRST, SECOND, "list", B, LATER))
                .then(new SyncEvent.CreateIntended(LINK, FIRST, 3, "list", B, LATER));
    }

    @Test
    void a_create_is_not_sent_beside_one_that_nobody_has_looked_for() {
        SyncEvent again = new SyncEvent.CreateIntended(LINK, SECOND, 2, "list", B, LATER);
        given(CREATING).when(CREATE).thenRejected(Code.CONFLICT_STATE);
        given(CREATING, again).when(CREATE_AGAIN).thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void a_create_begins_to_count_anew_after_its_object_was_known() {
        SyncEvent anew = new SyncEvent.CreateIntended(LINK, SECOND, 1, "list", B, LATER);
        given(LINKED, CLOSED).when(CREATE).then(anew);
        given(LINKED, DETACHED).when(CREATE).then(anew);
    }

    @Test
    void a_link_knows_its_remote_object_and_what_both_agreed_on() {
        assertThat(given(CREATING)
                        .when(TO_LINK)
                        .then(new SyncEvent.Linked(LINK, REMOTE, B, LATER))
                        .state())
                .isEqualTo(new SyncLink.Linked(REMOTE, B, List.of(), null, LATER));
    }

    @Test
    void a_link_is_to_one_object() {
        given(LINKED).when(TO_LINK).thenNothing();
        given(LINKED)
                .when(new SyncCommand.Link(LINK, new RemoteRef("list", "other"), B, LATER))
                .thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void writes_without_an_answer_are_kept() {
        assertThat(given(LINKED, PUSHING, PUSHING_AGAIN).state())
                .isEqualTo(new SyncLink.Linked(
                        REMOTE,
                        B,
                        List.of(new SyncLink.Sent(FIRST, CHANGES, AT), new SyncLink.Sent(SECOND, CHANGES, AT)),
                        null,
                        AT));
    }

    @Test
    void what_both_agree_on_ends_the_writes() {
        Scenario<SyncCommand, SyncLink, SyncEvent> agreed =
                given(LINKED, PUSHING).when(ACKNOWLEDGE).then(new SyncEvent.Acknowledged(LINK, CHANGES, LATER));
        assertThat(agreed.state())
                .isEqualTo(new SyncLink.Linked(REMOTE, ONE, List.of(), null, LATER, List.of(LATE, BEFORE), LATER));
        agreed.when(ACKNOWLEDGE).thenNothing();
    }

    /** The service keeps a title in lower case: ours is "One", theirs "one". */
    @Test
    void what_the_remote_keeps_in_a_form_of_its_own_is_agreed_on_in_both_forms() {
        CanonicalContent ours = CanonicalContent.list("One");
        CanonicalContent theirs = CanonicalContent.list("one");
        CanonicalChanges forms = CanonicalChanges.between(theirs, ours);
        SyncEvent normalised = new SyncEvent.Normalised(LINK, forms, LATER);
        Scenario<SyncCommand, SyncLink, SyncEvent> kept =
                given(LINKED).when(new SyncCommand.KeepForm(LINK, forms, LATER)).then(normalised);
        SyncLink.Linked linked = (SyncLink.Linked) kept.state();
        assertThat(linked.base().title()).isEqualTo("one");
        assertThat(linked.inTheirForm(ours)).isEqualTo(theirs);
        assertThat(linked.inTheirForm(CanonicalContent.list("Two"))).isEqualTo(CanonicalContent.list("Two"));
        kept.when(new SyncCommand.KeepForm(LINK, forms, LATER)).thenNothing();
        SyncLink.Linked moved =
                (SyncLink.Linked) given(LINKED, normalised, renamedThere("two")).state();
        assertThat(moved.forms()).isNull();
        assertThat(moved.inTheirForm(ours)).isEqualTo(ours);
    }

    /** There it is "A long title", and here "A…". */
    @Test
    void what_the_ledger_holds_the_nearest_of_is_agreed_on_until_one_side_changes_it() {
        CanonicalContent theirs = CanonicalContent.list("A long title");
        CanonicalContent ours = CanonicalContent.list("A…");
        CanonicalChanges forms = CanonicalChanges.between(theirs, ours);
        List<SyncLink.Warning> warnings =
                List.of(new SyncLink.Warning(CanonicalChanges.Field.TITLE, "title", "is long", true));
        SyncCommand fit = new SyncCommand.Fit(LINK, Set.of(CanonicalChanges.Field.TITLE), forms, warnings, LATER);
        SyncEvent fitted = new SyncEvent.Fitted(LINK, forms, warnings, LATER);
        SyncEvent linked = new SyncEvent.Linked(LINK, REMOTE, theirs, AT);

        Scenario<SyncCommand, SyncLink, SyncEvent> agreed =
                given(linked).when(fit).then(fitted);
        agreed.when(fit).thenNothing();
        SyncLink.Linked state = (SyncLink.Linked) agreed.state();
        assertThat(state.inTheirForm(ours)).isEqualTo(theirs);
        assertThat(state.warnings()).isEqualTo(warnings);

        SyncLink.Linked renamed = (SyncLink.Linked) given(
                        linked,
                        fitted,
                        new SyncEvent.RemoteChangeSeen(
                                LINK,
                                CanonicalChanges.between(theirs, CanonicalContent.list("Short")),
                                List.of(),
                                LATER))
                .state();
        assertThat(renamed.warnings()).isEmpty();
        assertThat(renamed.inTheirForm(ours)).isEqualTo(ours);
    }

    @Test
    void what_was_let_go_and_is_back_is_still_known_in_both_forms() {
        CanonicalContent theirs = CanonicalContent.list("A long title");
        CanonicalContent ours = CanonicalContent.list("A…");
        SyncEvent linked = new SyncEvent.Linked(LINK, REMOTE, theirs, AT);
        SyncEvent fitted = new SyncEvent.Fitted(LINK, CanonicalChanges.between(theirs, ours), List.of(), AT);
        for (SyncEvent end : List.of(
                DELETING,
                DETACHED,
                new SyncEvent.LeftScope(LINK, "moved", AT),
                new SyncEvent.DetachedUntilDecision(LINK, "apart", AT),
                new SyncEvent.DeleteDecided(LINK, AT))) {
            SyncLink.Linked back =
                    (SyncLink.Linked) given(linked, fitted, end, linked).state();
            assertThat(back.inTheirForm(ours)).as("%s", end).isEqualTo(theirs);
            SyncLink.Linked other = (SyncLink.Linked)
                    given(linked, fitted, end, new SyncEvent.Linked(LINK, REMOTE, CanonicalContent.list("Other"), AT))
                            .state();
            assertThat(other.inTheirForm(ours)).as("%s", end).isEqualTo(ours);
        }
        assertThat(((SyncLink.OutOfScope) given(linked, fitted, new SyncEvent.LeftScope(LINK, "moved", AT))
                                .state())
                        .again(AT)
                        .inTheirForm(ours))
                .isEqualTo(theirs);
    }

    private static SyncEvent renamedThere(String title) {
        CanonicalChanges renamed = CanonicalChanges.between(CanonicalContent.list("one"), CanonicalContent.list(title));
        return new SyncEvent.RemoteChangeSeen(LINK, renamed, List.of(), LATER);
    }

    @Test
    void only_the_write_that_was_answered_is_over_once_both_agree() {
        SyncCommand answered = new SyncCommand.Acknowledge(LINK, ONE, FIRST, LATER);
        assertThat(given(LINKED, PUSHING)
                        .when(answered)
                        .then(new SyncEvent.Acknowledged(LINK, CHANGES, LATER, FIRST))
                        .state())
                .isEqualTo(new SyncLink.Linked(REMOTE, ONE, List.of(), null, LATER, List.of(WRITTEN_OVER), LATER));
        assertThat(((SyncLink.Linked) given(LINKED, PUSHING, PUSHING_AGAIN)
                                .when(answered)
                                .then(new SyncEvent.Acknowledged(LINK, CHANGES, LATER, FIRST))
                                .state())
                        .past())
                .containsExactly(LATE, WRITTEN_OVER);
    }

    @Test
    void those_that_were_answered_before_and_seen_only_now_are_over_too_and_only_an_old_view_shows_them() {
        CanonicalChanges first = CanonicalChanges.between(B, B.withTags(new TreeSet<>(Set.of("a"))));
        CanonicalContent both = B.withTags(new TreeSet<>(Set.of("a", "b")));
        SyncEvent firstSent = new SyncEvent.PushIntended(LINK, FIRST, first, LATER);
        SyncEvent secondSent =
                new SyncEvent.PushIntended(LINK, SECOND, CanonicalChanges.between(first.applyTo(B), both), LATER);
        CanonicalChanges agreed = CanonicalChanges.between(B, both);
        SyncLink.Linked now = (SyncLink.Linked) given(LINKED, firstSent, secondSent)
                .when(new SyncCommand.Acknowledge(LINK, both, SECOND, List.of(FIRST), LATER))
                .then(new SyncEvent.Acknowledged(LINK, agreed, LATER, SECOND, List.of(FIRST)))
                .state();
        assertThat(now.base()).isEqualTo(both);
        assertThat(now.sent()).isEmpty();
        assertThat(now.past()).noneMatch(PastValues::late);
        assertThat(now.past())
                .extracting(each -> each.values().applyTo(both).tags())
                .containsExactly(B.tags(), first.applyTo(B).tags());
    }

    @Test
    void what_was_sent_and_what_was_agreed_on_is_remembered_for_a_day() {
        SyncEvent agreed = new SyncEvent.Acknowledged(LINK, CHANGES, LATER);
        Instant day = LATER.plus(Duration.ofDays(1));
        assertThat(((SyncLink.Linked) given(LINKED, PUSHING, agreed, unchanged(day.minusSeconds(1)))
                                .state())
                        .past())
                .containsExactly(LATE, BEFORE);
        assertThat(((SyncLink.Linked)
                                given(LINKED, PUSHING, agreed, unchanged(day)).state())
                        .past())
                .isEmpty();
    }

    private static SyncEvent unchanged(Instant at) {
        return new SyncEvent.Acknowledged(LINK, CanonicalChanges.NONE, at);
    }

    @Test
    void what_both_agreed_on_at_a_time_is_known_for_a_while() {
        SyncLink.Linked now = (SyncLink.Linked) given(LINKED, PUSHING, new SyncEvent.Acknowledged(LINK, CHANGES, LATER))
                .state();
        assertThat(now.agreedAt(LATER)).isEqualTo(B);
        assertThat(now.agreedAt(LATER.plusSeconds(1))).isEqualTo(ONE);
    }

    /** A write that was answered may come to pass once more: what it makes of the object then is no edit. */
    @Test
    void what_was_written_before_an_object_left_is_remembered_when_it_is_back_with_other_values() {
        CanonicalContent two = Contents.number(2);
        SyncEvent answered = new SyncEvent.Acknowledged(LINK, CHANGES, AT, FIRST, List.of());
        SyncEvent left = new SyncEvent.LeftScope(LINK, "moved away", AT);
        SyncLink.Linked back =
                (SyncLink.Linked) given(LINKED, PUSHING, answered, left, new SyncEvent.Linked(LINK, REMOTE, two, LATER))
                        .state();
        assertThat(back.past())
                .contains(new PastValues(CanonicalChanges.between(two, ONE), LATER, false, true))
                .noneMatch(PastValues::late);
    }

    @Test
    void an_object_that_is_wanted_again_is_not_known_to_be_there() {
        for (SyncEvent away : List.of(DELETING, DETACHED)) {
            assertThat(given(LINKED, away)
                            .when(TO_LINK)
                            .then(new SyncEvent.Linked(LINK, REMOTE, B, LATER))
                            .state())
                    .isEqualTo(new SyncLink.Linked(REMOTE, B, List.of(), null, LATER, List.of(), LATER));
        }
    }

    @Test
    void an_agreement_that_is_no_news_still_ends_writes_and_refusals() {
        SyncCommand same = new SyncCommand.Acknowledge(LINK, B, LATER);
        SyncEvent noted = new SyncEvent.Acknowledged(LINK, CanonicalChanges.NONE, LATER);
        given(LINKED).when(same).thenNothing();
        given(LINKED, PUSHING).when(same).then(noted).when(same).thenNothing();
        given(LINKED, REFUSED).when(same).then(noted).when(same).thenNothing();
    }

    @Test
    void a_refused_create_leaves_its_reason() {
        assertThat(given(CREATING, REFUSED).state())
                .as("and what it was")
                .isEqualTo(new SyncLink.None("quota", new CreateAttempt("list", B, AT)));
        given(CREATING, REFUSED)
                .when(new SyncCommand.Refuse(LINK, "quota", LATER))
                .thenNothing();
        given(CREATING, REFUSED).when(REFUSE).then(new SyncEvent.Refused(LINK, "limit", LATER));
    }

    @Test
    void a_refused_write_leaves_its_reason_and_may_be_sent_once_more() {
        SyncLink.Linked refused =
                new SyncLink.Linked(REMOTE, B, List.of(new SyncLink.Sent(FIRST, CHANGES, AT)), "quota", AT);
        assertThat(given(LINKED, PUSHING)
                        .when(new SyncCommand.Refuse(LINK, FIRST, "quota", LATER))
                        .then(new SyncEvent.Refused(LINK, "quota", LATER, FIRST))
                        .state())
                .isEqualTo(refused);
        assertThat(refused.open(CHANGES))
                .hasValueSatisfying(sent -> assertThat(sent.intent()).isEqualTo(FIRST));
        assertThat(refused.open(CanonicalChanges.between(ONE, B))).isEmpty();
    }

    private static CanonicalContent item(String title, @Nullable UUID ledgerId, @Nullable String remoteId) {
        return B.withChecklist(List.of(new CanonicalContent.ChecklistEntry(title, false, ledgerId, remoteId)));
    }

    private static CanonicalContent.ChecklistEntry agreed(SyncEvent... events) {
        return ((SyncLink.Linked) given(events).state()).base().checklist().getFirst();
    }

    private static SyncEvent decided(SyncCommand command, SyncEvent... before) {
        return new SyncDecider().decide(command, given(before).state()).getFirst();
    }

    @Test
    void which_item_there_is_which_here_is_on_record_with_what_both_agree_on() {
        SyncEvent creating = new SyncEvent.CreateIntended(LINK, FIRST, 1, "list", item("a", FIRST, null), AT);
        SyncEvent linked = decided(new SyncCommand.Link(LINK, REMOTE, item("a", null, "x"), AT), creating);
        assertThat(agreed(creating, linked))
                .extracting(CanonicalContent.ChecklistEntry::ledgerId, CanonicalContent.ChecklistEntry::remoteId)
                .containsExactly(FIRST, "x");

        SyncEvent renaming = new SyncEvent.PushIntended(
                LINK, SECOND, CanonicalChanges.between(item("a", FIRST, "x"), item("b", FIRST, "x")), LATER);
        SyncEvent renamed = decided(
                new SyncCommand.Acknowledge(LINK, item("b", null, "x"), SECOND, LATER), creating, linked, renaming);
        assertThat(agreed(creating, linked, renaming, renamed))
                .extracting(CanonicalContent.ChecklistEntry::ledgerId, CanonicalContent.ChecklistEntry::remoteId)
                .containsExactly(FIRST, "x");

        SyncEvent seen =
                decided(new SyncCommand.SeeRemoteChange(LINK, item("c", null, "x"), RULES, LATER), creating, linked);
        assertThat(agreed(creating, linked, seen))
                .extracting(CanonicalContent.ChecklistEntry::ledgerId, CanonicalContent.ChecklistEntry::remoteId)
                .containsExactly(FIRST, "x");
    }

    @Test
    void what_is_refused_for_another_reason_forgets_no_write_that_has_no_answer() {
        assertThat(given(LINKED, PUSHING, REFUSED).state())
                .isEqualTo(new SyncLink.Linked(REMOTE, B, List.of(new SyncLink.Sent(FIRST, CHANGES, AT)), "quota", AT));
    }

    @Test
    void the_same_refusal_is_no_news_until_something_else_is_sent() {
        SyncCommand same = new SyncCommand.Refuse(LINK, FIRST, "quota", LATER);
        given(LINKED, PUSHING, REFUSED).when(same).thenNothing();
        given(LINKED, PUSHING, REFUSED).when(REFUSE).then(new SyncEvent.Refused(LINK, "limit", LATER));
        given(LINKED, PUSHING, REFUSED, PUSHING_AGAIN)
                .when(same)
                .then(new SyncEvent.Refused(LINK, "quota", LATER, FIRST));
    }

    @Test
    void only_the_newest_writes_stay_open() {
        List<UUID> others = IntStream.range(0, SyncLink.Linked.MOST_OPEN - 1)
                .mapToObj(i -> new UUID(7, 3 + i))
                .toList();
        List<SyncEvent> all = new ArrayList<>(List.of(LINKED, PUSHING, PUSHING_AGAIN));
        others.forEach(intent -> all.add(new SyncEvent.PushIntended(LINK, intent, CHANGES, LATER)));
        SyncLink.Linked linked =
                (SyncLink.Linked) given(all.toArray(SyncEvent[]::new)).state();
        assertThat(linked.sent())
                .extracting(SyncLink.Sent::intent)
                .startsWith(SECOND)
                .endsWith(others.getLast())
                .hasSize(SyncLink.Linked.MOST_OPEN);
        assertThat(linked.past()).as("of the first, what it may still do").containsExactly(LATE);
    }

    @Test
    void what_was_stopped_is_sent_once_more_at_a_time() {
        given(CREATING, STOPPED)
                .when(CREATE)
                .then(new SyncEvent.CreateIntended(LINK, SECOND, SyncLink.Creating.ATTEMPTS, "list", B, LATER));
    }

    @Test
    void only_an_open_intent_is_dropped() {
        SyncEvent dropped = new SyncEvent.IntentDropped(LINK, FIRST, "rate limit", LATER);
        assertThat(given(CREATING).when(DROP).then(dropped).state()).isEqualTo(new SyncLink.None(null));
        assertThat(given(LINKED, PUSHING, PUSHING_AGAIN)
                        .when(DROP)
                        .then(dropped)
                        .state())
                .isEqualTo(new SyncLink.Linked(REMOTE, B, List.of(new SyncLink.Sent(SECOND, CHANGES, AT)), null, AT));
        given().when(DROP).thenNothing();
        given(LINKED).when(DROP).thenNothing();
        given(LINKED, PUSHING_AGAIN).when(DROP).thenNothing();
        given(CREATING)
                .when(new SyncCommand.DropIntent(LINK, SECOND, "not this one", LATER))
                .thenNothing();
    }

    @Test
    void a_delete_is_meant_once_and_then_closes() {
        Scenario<SyncCommand, SyncLink, SyncEvent> deleting =
                given(LINKED).when(DELETE).then(new SyncEvent.DeleteIntended(LINK, LATER));
        assertThat(deleting.state()).isEqualTo(new SyncLink.Deleting(REMOTE, B, LATER));
        deleting.when(DELETE).thenNothing();
        assertThat(deleting.when(CLOSE).then(new SyncEvent.Closed(LINK, LATER)).state())
                .isEqualTo(new SyncLink.Closed(REMOTE, false));
    }

    @Test
    void each_sending_of_a_delete_is_on_record() {
        SyncEvent again = new SyncEvent.DeleteRepeated(LINK, LATER);
        Scenario<SyncCommand, SyncLink, SyncEvent> repeated =
                given(LINKED, DELETING).when(DELETE_AGAIN).then(again);
        assertThat(repeated.state()).isEqualTo(new SyncLink.Deleting(REMOTE, B, AT, false, LATER, null, List.of()));
        assertThat(((SyncLink.Deleting) repeated.state()).lastMeantAt()).isEqualTo(LATER);
        assertThat(((SyncLink.Deleting) given(LINKED, DELETING).state()).lastMeantAt())
                .isEqualTo(AT);
        assertThat(given(LINKED, DELETING, again, new SyncEvent.DeleteDecided(LINK, LATER))
                        .state())
                .isEqualTo(new SyncLink.Deleting(REMOTE, B, AT, true, LATER, null, List.of()));
    }

    @Test
    void a_delete_that_a_person_has_decided_on_spares_nothing_until_it_is_wanted_again() {
        Scenario<SyncCommand, SyncLink, SyncEvent> decided =
                given(LINKED).when(DECIDE).then(new SyncEvent.DeleteDecided(LINK, LATER));
        assertThat(decided.state()).isEqualTo(new SyncLink.Deleting(REMOTE, B, LATER, true));
        decided.when(DECIDE).thenNothing();
        decided.when(DELETE).thenNothing();
        assertThat(decided.when(CLOSE).then(new SyncEvent.Closed(LINK, LATER)).state())
                .isEqualTo(new SyncLink.Closed(REMOTE, false));
        assertThat(given(LINKED, DELETING)
                        .when(DECIDE)
                        .then(new SyncEvent.DeleteDecided(LINK, LATER))
                        .state())
                .isEqualTo(new SyncLink.Deleting(REMOTE, B, AT, true));
        assertThat(decided.when(TO_LINK)
                        .then(new SyncEvent.Linked(LINK, REMOTE, B, LATER))
                        .when(DELETE)
                        .then(new SyncEvent.DeleteIntended(LINK, LATER))
                        .state())
                .isEqualTo(new SyncLink.Deleting(REMOTE, B, LATER, false));
    }

    @Test
    void what_is_closed_stays_closed() {
        given(LINKED, CLOSED).when(CLOSE).thenNothing();
        given().when(CLOSE).thenNothing();
    }

    @Test
    void a_detached_object_is_remembered() {
        Scenario<SyncCommand, SyncLink, SyncEvent> detached =
                given(LINKED).when(DETACH).then(new SyncEvent.Detached(LINK, "placement", LATER));
        assertThat(detached.state()).isEqualTo(new SyncLink.Detached(REMOTE, B, "placement", false));
        detached.when(TO_LINK).then(new SyncEvent.Linked(LINK, REMOTE, B, LATER));
        assertThat(detached.when(CLOSE).then(new SyncEvent.Closed(LINK, LATER)).state())
                .isEqualTo(new SyncLink.Closed(REMOTE, false));
    }

    @Test
    void a_stop_is_told_once_for_each_reason() {
        given(CREATING, STOPPED)
                .when(new SyncCommand.Stop(LINK, "two of them", LATER))
                .thenNothing();
        assertThat(given(CREATING, STOPPED)
                        .when(STOP)
                        .then(new SyncEvent.Stopped(LINK, "another one", LATER))
                        .state())
                .isEqualTo(new SyncLink.Stopped("another one", LATER));
        assertThat(given(CREATING, STOPPED, CLOSED).state()).isEqualTo(new SyncLink.None(null));
    }

    @Test
    void a_change_that_others_made_becomes_the_base_and_unanswered_writes_stay_open() {
        assertThat(given(LINKED, PUSHING)
                        .when(SEE)
                        .then(new SyncEvent.RemoteChangeSeen(LINK, CanonicalChanges.between(B, ONE), RULES, LATER))
                        .state())
                .isEqualTo(new SyncLink.Linked(
                        REMOTE,
                        ONE,
                        List.of(new SyncLink.Sent(FIRST, CHANGES, AT)),
                        null,
                        LATER,
                        List.of(BEFORE),
                        null));
        given(LINKED)
                .when(new SyncCommand.SeeRemoteChange(LINK, B, RULES, LATER))
                .thenNothing();
    }

    @Test
    void an_object_that_was_moved_keeps_all_but_its_list() {
        assertThat(given(LINKED)
                        .when(MOVE)
                        .then(new SyncEvent.RemoteMoved(LINK, new Change<>(REMOTE, ELSEWHERE), LATER))
                        .state())
                .isEqualTo(new SyncLink.Linked(ELSEWHERE, B, List.of(), null, LATER));
        given(LINKED)
                .when(new SyncCommand.RecordRemoteMove(LINK, REMOTE, LATER))
                .thenNothing();
    }

    @Test
    void what_left_the_scope_comes_back_by_a_link() {
        Scenario<SyncCommand, SyncLink, SyncEvent> outside =
                given(LINKED).when(LEAVE).then(new SyncEvent.LeftScope(LINK, "moved away", LATER));
        assertThat(outside.state()).isEqualTo(new SyncLink.OutOfScope(REMOTE, B, "moved away"));
        outside.when(TO_LINK).then(new SyncEvent.Linked(LINK, REMOTE, B, LATER));
    }

    @Test
    void what_was_moved_away_before_it_was_deleted_leaves_the_scope() {
        assertThat(given(LINKED, DELETING)
                        .when(LEAVE)
                        .then(new SyncEvent.LeftScope(LINK, "moved away", LATER))
                        .state())
                .isEqualTo(new SyncLink.OutOfScope(REMOTE, B, "moved away"));
    }

    @Test
    void what_was_deleted_there_is_closed_by_the_remote() {
        assertThat(given(LINKED)
                        .when(LOSE)
                        .then(new SyncEvent.RemoteGone(LINK, LATER))
                        .state())
                .isEqualTo(new SyncLink.Closed(REMOTE, true, LATER, null, List.of()));
        given(LINKED, CLOSED).when(LOSE).thenNothing();
    }

    @Test
    void what_was_parted_stays_parted() {
        Scenario<SyncCommand, SyncLink, SyncEvent> parted =
                given(LINKED).when(PART).then(new SyncEvent.DetachedUntilDecision(LINK, "a person said so", LATER));
        assertThat(parted.state()).isEqualTo(new SyncLink.Detached(REMOTE, B, "a person said so", true));
        parted.when(PART).thenNothing();
        given(LINKED, DETACHED).when(PART).then(new SyncEvent.DetachedUntilDecision(LINK, "a person said so", LATER));
    }

    @Test
    void which_note_is_which_comment_is_on_record_and_no_part_of_the_state() {
        SyncLink linked = given(LINKED).state();
        assertThat(given(LINKED)
                        .when(SEND_NOTE)
                        .then(new SyncEvent.NoteIntended(LINK, FIRST, LATER))
                        .when(SAME_NOTE)
                        .then(new SyncEvent.NoteLinked(LINK, FIRST, "458", LATER))
                        .state())
                .isEqualTo(linked);
    }
}
