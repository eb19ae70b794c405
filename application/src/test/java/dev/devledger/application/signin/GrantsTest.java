package dev.devledger.application.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.signin.Grants.GrantStore.Grant;
import dev.devledger.application.signin.Grants.GrantStore.GrantMatch;
import dev.devledger.application.signin.Grants.RefreshSecret;
import dev.devledger.application.signin.OAuthApps.AppRegistration;
import dev.devledger.application.signin.OAuthApps.AppStore.OAuthApp;
import dev.devledger.application.sync.memory.SteppingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each secret can be used once. */
class GrantsTest {
    private static final byte[] SEED = {1};

    private final SteppingClock clock = new SteppingClock();
    private final MemoryOAuth memory = new MemoryOAuth();
    private final OAuthApps apps = new OAuthApps(memory.apps(), name -> false, clock);
    private final Grants grants = new Grants(memory.grants(), apps, clock);
    private final OAuthApp app =
            apps.register(new AppRegistration("Claude", List.of("http://localhost/callback"), List.of(), List.of()));

    private Grant ask(String state) {
        Grant grant = new Grant(
                UUID.randomUUID(),
                app,
                new Grant.AuthorizationRequest(
                        null, null, "challenge", "https://ledger.example/mcp", List.of("read"), clock.instant()),
                List.of());
        grants.ask(grant, state);
        return grant;
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time);
    }

    private GrantMatch coded() {
        Grant grant = ask("state");
        assertThat(grants.confirm(grant, List.of("read"), "code", in(Duration.ofMinutes(1))))
                .isTrue();
        return grants.byCode("code").orElseThrow();
    }

    private RefreshSecret redeemed() {
        RefreshSecret refresh = RefreshSecret.random();
        assertThat(grants.redeem(coded(), refresh, in(Duration.ofDays(30)))).isTrue();
        return refresh;
    }

    @Test
    void the_owner_may_think_for_ten_minutes() {
        Grant grant = ask("state");
        clock.forward(Duration.ofMinutes(10).minusMillis(1));
        assertThat(grants.asked("state")).map(Grant::id).contains(grant.id());
        clock.forward(Duration.ofMillis(1));
        assertThat(grants.asked("state")).isEmpty();
    }

    @Test
    void the_owner_confirms_once_and_the_app_has_a_name_then() {
        Grant grant = ask("state");
        assertThat(grants.confirm(grant, List.of("read"), "code", in(Duration.ofMinutes(1))))
                .isTrue();
        assertThat(grants.confirm(grant, List.of("read"), "another", in(Duration.ofMinutes(1))))
                .isFalse();
        assertThat(grants.asked("state")).isEmpty();
        assertThat(grants.byCode("code").orElseThrow().grant().app().confirmed().actor())
                .isEqualTo("Claude");
        assertThat(grants.byCode("another")).isEmpty();
    }

    @Test
    void a_code_is_good_for_a_minute() {
        coded();
        clock.forward(Duration.ofMinutes(1));
        assertThat(grants.byCode("code")).isEmpty();
    }

    @Test
    void a_code_that_comes_again_ends_all_that_was_given() {
        RefreshSecret refresh = redeemed();
        UUID id = grants.byRefresh(refresh).orElseThrow().grant().id();
        assertThat(grants.open(id)).isPresent();
        assertThat(grants.byCode("code")).isEmpty();
        assertThat(grants.open(id)).isEmpty();
        assertThat(grants.byRefresh(refresh)).isEmpty();
    }

    @Test
    void of_two_who_bring_a_code_at_once_none_keeps_anything() {
        GrantMatch one = coded();
        GrantMatch other = grants.byCode("code").orElseThrow();
        assertThat(grants.redeem(one, RefreshSecret.random(), in(Duration.ofDays(1))))
                .isTrue();
        assertThat(grants.redeem(other, RefreshSecret.random(), in(Duration.ofDays(1))))
                .isFalse();
        assertThat(grants.open(one.grant().id())).isEmpty();
    }

    @Test
    void a_token_to_renew_with_is_good_once() {
        RefreshSecret first = redeemed();
        GrantMatch found = grants.byRefresh(first).orElseThrow();
        RefreshSecret second = first.next(SEED);
        assertThat(grants.renew(found, second, in(Duration.ofDays(30)))).isTrue();
        assertThat(grants.byRefresh(second)).isPresent();
        assertThat(grants.open(found.grant().id())).isPresent();

        clock.forward(Grants.GRACE);
        assertThat(grants.byRefresh(first)).as("stolen before").isEmpty();
        assertThat(grants.byRefresh(second)).isEmpty();
        assertThat(apps.list(new PageRequest(1, null)).items().getFirst().reusedAt())
                .as("the owner is told")
                .isNotNull();
        assertThat(grants.open(found.grant().id())).isEmpty();
    }

    @Test
    void of_three_who_renew_at_once_all_have_the_same() {
        RefreshSecret refresh = redeemed();
        RefreshSecret next = refresh.next(SEED);
        List<GrantMatch> all = Stream.generate(() -> grants.byRefresh(refresh).orElseThrow())
                .limit(3)
                .toList();
        assertThat(all).allMatch(each -> grants.renew(each, next, in(Duration.ofDays(1))));
        assertThat(grants.byRefresh(next)).isPresent();
        assertThat(grants.renew(all.getFirst(), RefreshSecret.random(), in(Duration.ofDays(1))))
                .as("another answer to the same")
                .isFalse();
        assertThat(grants.open(all.getFirst().grant().id())).isEmpty();
    }

    @Test
    void an_answer_that_was_lost_is_given_again_for_a_minute() {
        RefreshSecret first = redeemed();
        RefreshSecret second = first.next(SEED);
        assertThat(grants.renew(grants.byRefresh(first).orElseThrow(), second, in(Duration.ofDays(1))))
                .isTrue();
        clock.forward(Grants.GRACE.minusMillis(1));
        GrantMatch again = grants.byRefresh(first).orElseThrow();
        assertThat(grants.renew(again, second, in(Duration.ofDays(1)))).isTrue();
        assertThat(grants.byRefresh(second)).isPresent();
        clock.forward(Duration.ofMillis(1));
        assertThat(grants.byRefresh(first)).as("the minute is not begun anew").isEmpty();
    }

    /** A client that has the next token has received the answer. */
    @Test
    void one_before_the_one_before_ends_all_at_once() {
        RefreshSecret first = redeemed();
        RefreshSecret second = first.next(SEED);
        grants.renew(grants.byRefresh(first).orElseThrow(), second, in(Duration.ofDays(1)));
        grants.renew(grants.byRefresh(second).orElseThrow(), second.next(SEED), in(Duration.ofDays(1)));
        assertThat(grants.byRefresh(first)).isEmpty();
        assertThat(grants.byRefresh(second)).isEmpty();
    }

    /** A client that does not know the constant part of a token cannot end a grant. */
    @Test
    void one_that_is_made_up_ends_nothing() {
        RefreshSecret refresh = redeemed();
        assertThat(grants.byRefresh(RefreshSecret.random())).isEmpty();
        assertThat(grants.byRefresh(refresh)).isPresent();
    }

    @Test
    void a_token_to_renew_with_has_an_end() {
        RefreshSecret refresh = redeemed();
        UUID id = grants.byRefresh(refresh).orElseThrow().grant().id();
        clock.forward(Duration.ofDays(30));
        assertThat(grants.byRefresh(refresh)).isEmpty();
        assertThat(grants.open(id)).isEmpty();
    }

    @Test
    void a_secret_is_read_as_it_was_written() {
        RefreshSecret refresh = RefreshSecret.random();
        assertThat(RefreshSecret.read(refresh.text())).contains(refresh);
        assertThat(refresh.toString()).doesNotContain(refresh.family(), refresh.current());
        RefreshSecret next = refresh.next(SEED);
        assertThat(next.family()).isEqualTo(refresh.family());
        assertThat(next).isEqualTo(refresh.next(SEED)).isNotEqualTo(refresh);
        assertThat(RefreshSecret.read(next.text())).contains(next);
        assertThat(refresh.next(new byte[] {2})).isNotEqualTo(next);
        assertThat(next.next(SEED)).isNotEqualTo(next);
        for (String none : List.of("", "dlr_", refresh.family(), refresh.text() + "A", "dla_" + refresh.text())) {
            assertThat(RefreshSecret.read(none)).isEmpty();
        }
    }
}
