package dev.devledger.domain.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Scenario;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimDeciderTest {
    private static final TaskId TASK = new TaskId(new UUID(2, 1));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final Instant UNTIL = minute(30);
    private static final ClaimEvent ADA_HAS_IT = new ClaimEvent.Claimed(TASK, "ada", 1, UNTIL, AT);

    private static Scenario<ClaimCommand, Claim, ClaimEvent> given(ClaimEvent... events) {
        return Scenario.given(new ClaimDecider(), events);
    }

    private static Instant minute(int minute) {
        return AT.plusSeconds(60L * minute);
    }

    private static ClaimCommand claim(String agent, int from, int to) {
        return new ClaimCommand.Claim(TASK, agent, minute(to), minute(from));
    }

    private static ClaimCommand release(String agent, @Nullable String note, int minute) {
        return new ClaimCommand.Release(TASK, agent, note, false, minute(minute));
    }

    private static ClaimCommand write(String agent, @Nullable Long number, boolean force, int minute) {
        return new ClaimCommand.Require(TASK, agent, number, force, minute(minute));
    }

    private static ClaimEvent released(@Nullable String note, int minute) {
        return new ClaimEvent.Released(TASK, "ada", 1, note, minute(minute));
    }

    private static ClaimEvent expired(int minute) {
        return new ClaimEvent.Expired(TASK, "ada", 1, minute(minute));
    }

    @Test
    void who_claims_first_has_it() {
        given().when(claim("ada", 0, 30)).then(ADA_HAS_IT);
        given(ADA_HAS_IT).when(claim("bob", 1, 31)).thenRejected(Code.CLAIMED);
        given(ADA_HAS_IT).when(claim("bob", 29, 59)).thenRejected(Code.CLAIMED);
    }

    @Test
    void a_refusal_says_who_has_it_until_when() {
        Rejection refusal = catchThrowableOfType(Rejection.class, () -> new ClaimDecider()
                .decide(claim("bob", 1, 31), given(ADA_HAS_IT).state()));

        assertThat(refusal.facts()).isEqualTo(Map.of("holder", "ada", "until", "2026-03-31T09:30:00Z"));
        assertThat(refusal.detail()).contains("ada", "2026-03-31T09:30:00Z");
    }

    @Test
    void who_has_it_keeps_it_for_longer_under_the_same_number() {
        given(ADA_HAS_IT)
                .when(claim("ada", 10, 40))
                .then(new ClaimEvent.Prolonged(TASK, "ada", 1, minute(40), minute(10)))
                .when(claim("bob", 35, 65))
                .thenRejected(Code.CLAIMED);
    }

    @Test
    void a_claim_never_becomes_shorter() {
        given(ADA_HAS_IT).when(claim("ada", 0, 30)).thenNothing();
        given(ADA_HAS_IT).when(claim("ada", 10, 20)).thenNothing();
    }

    @Test
    void a_claim_whose_time_is_over_is_nobodys() {
        given(ADA_HAS_IT)
                .when(claim("bob", 30, 60))
                .then(expired(30), new ClaimEvent.Claimed(TASK, "bob", 2, minute(60), minute(30)));
        given(ADA_HAS_IT)
                .when(claim("ada", 31, 61))
                .then(expired(31), new ClaimEvent.Claimed(TASK, "ada", 2, minute(61), minute(31)));
    }

    @Test
    void a_released_one_is_free_and_the_hand_over_is_kept() {
        var free =
                given(ADA_HAS_IT).when(release("ada", "the parser is left", 5)).then(released("the parser is left", 5));

        assertThat(free.state()).isEqualTo(new Claim.Free(1, "the parser is left"));
        free.when(claim("bob", 6, 36)).then(new ClaimEvent.Claimed(TASK, "bob", 2, minute(36), minute(6)));
    }

    @Test
    void a_release_without_a_note_leaves_the_last_hand_over() {
        var again = given(
                ADA_HAS_IT, released("half done", 5), new ClaimEvent.Claimed(TASK, "bob", 2, minute(36), minute(6)));

        assertThat(again.when(release("bob", null, 7))
                        .then(new ClaimEvent.Released(TASK, "bob", 2, null, minute(7)))
                        .state())
                .isEqualTo(new Claim.Free(2, "half done"));
    }

    @Test
    void a_repeated_release_is_no_event() {
        given().when(release("ada", null, 0)).thenNothing();
        given(ADA_HAS_IT, released(null, 5)).when(release("ada", null, 6)).thenNothing();
        given(ADA_HAS_IT, released("found it", 5))
                .when(release("ada", "found it", 6))
                .thenNothing();
    }

    @Test
    void a_note_of_who_does_not_have_it_is_refused_instead_of_lost() {
        given().when(release("ada", "found it", 0)).thenRejected(Code.CLAIM_ENDED);
        given(ADA_HAS_IT, released(null, 5)).when(release("ada", "found it", 6)).thenRejected(Code.CLAIM_ENDED);
        given(ADA_HAS_IT, expired(40)).when(release("ada", "found it", 45)).thenRejected(Code.CLAIM_ENDED);
        given(ADA_HAS_IT).when(release("bob", "found it", 30)).thenRejected(Code.CLAIM_ENDED);
    }

    @Test
    void only_force_releases_what_another_holds() {
        given(ADA_HAS_IT).when(release("bob", null, 5)).thenRejected(Code.CLAIMED);
        given(ADA_HAS_IT)
                .when(new ClaimCommand.Release(TASK, "bob", null, true, minute(5)))
                .then(released(null, 5));
        given(ADA_HAS_IT).when(release("bob", null, 30)).then(expired(30));
    }

    @Test
    void who_slept_past_the_end_still_hands_over_until_somebody_notices() {
        given(ADA_HAS_IT).when(release("ada", "found it", 45)).then(released("found it", 45));
        given(ADA_HAS_IT, expired(40)).when(release("ada", null, 45)).thenNothing();
    }

    @Test
    void a_write_on_what_nobody_holds_is_free() {
        given().when(write("ada", null, false, 0)).thenNothing();
        given(ADA_HAS_IT, released(null, 5)).when(write("bob", null, false, 6)).thenNothing();
    }

    @Test
    void a_write_of_the_holder_is_free() {
        given(ADA_HAS_IT).when(write("ada", null, false, 5)).thenNothing();
        given(ADA_HAS_IT).when(write("ada", 1L, false, 5)).thenNothing();
    }

    @Test
    void a_number_does_not_make_another_the_holder() {
        given(ADA_HAS_IT).when(write("bob", 1L, false, 5)).thenRejected(Code.CLAIMED);
        given(ADA_HAS_IT).when(write("bob", 1L, true, 5)).thenNothing();
        given(ADA_HAS_IT).when(write("bob", 2L, true, 5)).thenRejected(Code.CLAIM_ENDED);
    }

    @Test
    void who_sends_another_number_hears_which_one_it_has() {
        Rejection refusal = catchThrowableOfType(Rejection.class, () -> new ClaimDecider()
                .decide(write("ada", 7L, false, 5), given(ADA_HAS_IT).state()));

        assertThat(refusal.detail()).contains("never had a claim number 7", "you have the task under number 1");
    }

    @Test
    void a_write_on_what_another_holds_needs_force_and_leaves_the_claim() {
        given(ADA_HAS_IT).when(write("bob", null, false, 5)).thenRejected(Code.CLAIMED);
        given(ADA_HAS_IT).when(write("bob", null, true, 5)).thenNothing();
    }

    @Test
    void a_write_notices_that_a_claim_is_over() {
        given(ADA_HAS_IT).when(write("bob", null, false, 30)).then(expired(30));
    }

    @Test
    void who_writes_under_a_claim_that_has_ended_is_told() {
        given().when(write("ada", 1L, false, 0)).thenRejected(Code.CLAIM_ENDED);
        given(ADA_HAS_IT).when(write("ada", 1L, false, 30)).thenRejected(Code.CLAIM_ENDED);
        given(ADA_HAS_IT, released(null, 5)).when(write("ada", 1L, true, 6)).thenRejected(Code.CLAIM_ENDED);
        given(ADA_HAS_IT, expired(40), new ClaimEvent.Claimed(TASK, "ada", 2, minute(70), minute(40)))
                .when(write("ada", 1L, false, 41))
                .thenRejected(Code.CLAIM_ENDED);
    }

    @Test
    void an_agent_is_a_line_and_a_claim_is_a_minute_to_a_day() {
        given().when(claim(" ", 0, 30)).thenInvalid("agent");
        given().when(claim("a\nb", 0, 30)).thenInvalid("agent");
        given().when(claim("a".repeat(Violations.AGENT + 1), 0, 30)).thenInvalid("agent");
        given().when(claim("ada", 0, 0)).thenInvalid("minutes");
        given().when(claim("ada", 0, 1_441)).thenInvalid("minutes");
        given().when(claim("ada", 0, 1_440)).then(new ClaimEvent.Claimed(TASK, "ada", 1, minute(1_440), AT));
        given(ADA_HAS_IT).when(release("ada", " ", 1)).thenInvalid("note");
    }
}
