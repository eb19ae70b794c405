package dev.devledger.application.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.signin.Grants.GrantStore;
import dev.devledger.application.signin.Grants.GrantStore.Grant;
import dev.devledger.application.signin.Grants.GrantStore.GrantMatch;
import dev.devledger.application.signin.Grants.GrantStore.Secret;
import dev.devledger.application.signin.OAuthApps.AppStore;
import dev.devledger.application.signin.OAuthApps.AppStore.AppView;
import dev.devledger.application.signin.OAuthApps.AppStore.OAuthApp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The behaviour required of every store of apps and grants. */
@SuppressWarnings("TimeInStaticInitializer")
public abstract class OAuthStoresContract {
    /** The present time, as a database has its own clock. */
    private static final Instant NOW = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);

    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    protected abstract AppStore apps();

    protected abstract GrantStore grants();

    private OAuthApp app(String name) {
        OAuthApp app = new OAuthApp(
                UUID.randomUUID(),
                name,
                List.of("http://localhost:3000/callback", "https://app.example/a,b{c}\"d"),
                NOW,
                null);
        assertThat(apps().add(app, 100, Instant.EPOCH)).isTrue();
        return app;
    }

    private Grant asked(OAuthApp app, String state) {
        Grant grant = new Grant(
                UUID.randomUUID(),
                app,
                new Grant.AuthorizationRequest(
                        null, "theirs", "challenge", "https://ledger.example/mcp", List.of("read", "write"), NOW),
                List.of());
        grants().ask(grant, state, LATER, NOW);
        return grant;
    }

    private static Secret secret(String hash) {
        return new Secret(hash, NOW, LATER);
    }

    private Grant open(OAuthApp app, String name) {
        Grant grant = asked(app, "state " + name);
        grants().confirm(grant.id(), List.of("read"), secret("code " + name));
        grants().redeem(grant.id(), "code " + name, "family " + name, secret("refresh " + name));
        return grant;
    }

    @Test
    void an_app_is_found_as_it_registered() {
        OAuthApp app = app("Claude");
        assertThat(apps().find(app.id())).contains(app);
        assertThat(apps().find(UUID.randomUUID())).isEmpty();
        assertThat(apps().list(new PageRequest(50, null)).items())
                .extracting(AppView::id)
                .doesNotContain(app.id());
    }

    @Test
    void so_many_wait_at_most_and_old_ones_give_way() {
        OAuthApp old = new OAuthApp(UUID.randomUUID(), "old", List.of("https://a.example"), NOW.minusSeconds(1), null);
        assertThat(apps().add(old, 1, Instant.EPOCH)).isTrue();
        OAuthApp kept =
                new OAuthApp(UUID.randomUUID(), "kept", List.of("https://a.example"), NOW.minusSeconds(9), null);
        apps().confirm(old.id(), "nobody", NOW);
        assertThat(apps().add(kept, 1, Instant.EPOCH))
                .as("one that was let in does not wait")
                .isTrue();
        OAuthApp next = new OAuthApp(UUID.randomUUID(), "next", List.of("https://a.example"), NOW, null);
        asked(kept, "state kept");
        assertThat(apps().add(next, 1, NOW.minusSeconds(9)))
                .as("somebody is asked about the one that waits")
                .isFalse();
        assertThat(apps().find(next.id())).isEmpty();
        assertThat(apps().add(next, 1, NOW.minusSeconds(8))).isTrue();
        assertThat(apps().find(kept.id())).isEmpty();
        OAuthApp third =
                new OAuthApp(UUID.randomUUID(), "third", List.of("https://a.example"), NOW.plusSeconds(1), null);
        assertThat(apps().add(third, 2, Instant.EPOCH)).isTrue();
        OAuthApp fourth =
                new OAuthApp(UUID.randomUUID(), "fourth", List.of("https://a.example"), NOW.plusSeconds(2), null);
        assertThat(apps().add(fourth, 2, Instant.EPOCH)).isTrue();
        assertThat(apps().find(next.id())).as("the one that waited longest").isEmpty();
        assertThat(apps().find(third.id())).isPresent();
        assertThat(apps().find(old.id())).isPresent();
    }

    @Test
    void an_app_has_one_name_and_no_other_has_it() {
        OAuthApp one = app("one");
        OAuthApp other = app("other");
        assertThat(apps().isNamed("Claude")).isFalse();
        assertThat(apps().confirm(one.id(), "Claude", NOW)).isTrue();
        assertThat(apps().confirm(one.id(), "Another", LATER)).as("once").isTrue();
        assertThat(apps().isNamed("CLAUDE")).isTrue();
        assertThat(apps().confirm(other.id(), "claude", NOW)).isFalse();
        assertThat(apps().confirm(other.id(), "Claude 2", LATER)).isTrue();
        assertThat(apps().find(one.id()).orElseThrow().confirmed())
                .isEqualTo(new OAuthApp.Confirmed("Claude", NOW, null));
        assertThat(apps().list(new PageRequest(50, null)).items())
                .extracting(AppView::actor)
                .containsSubsequence("Claude 2", "Claude");
        assertThat(apps().confirm(UUID.randomUUID(), "gone", NOW)).isTrue();
    }

    @Test
    void its_use_is_written_once_a_minute() {
        OAuthApp app = app("used");
        apps().confirm(app.id(), "used", NOW);
        apps().used(app.id(), NOW);
        apps().used(app.id(), NOW.plusSeconds(59));
        assertThat(apps().find(app.id()).orElseThrow().confirmed().lastUsedAt()).isEqualTo(NOW);
        apps().used(app.id(), NOW.plusSeconds(60));
        assertThat(apps().find(app.id()).orElseThrow().confirmed().lastUsedAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void with_an_app_goes_all_that_it_was_given() {
        OAuthApp app = app("gone");
        assertThat(apps().remove(app.id())).as("nobody has let it in").isEmpty();
        apps().confirm(app.id(), "gone", NOW);
        Grant grant = open(app, "gone");
        AppView view = apps().remove(app.id()).orElseThrow();
        assertThat(view.scopes()).containsExactly("read");
        assertThat(view.redirects()).isEqualTo(app.redirects());
        assertThat(apps().find(app.id())).isEmpty();
        assertThat(grants().open(grant.id(), NOW)).isEmpty();
        assertThat(grants().byFamily("family gone")).isEmpty();
        assertThat(apps().remove(app.id())).isEmpty();
    }

    @Test
    void a_grant_goes_from_asking_to_a_code_to_tokens() {
        OAuthApp app = app("steps");
        Grant asked = asked(app, "state steps");
        assertThat(grants().asked("state steps", NOW)).contains(asked);
        assertThat(grants().asked("state steps", LATER)).as("too old").isEmpty();
        assertThat(grants().open(asked.id(), NOW)).isEmpty();

        assertThat(grants().confirm(asked.id(), List.of("write", "read"), secret("code steps")))
                .isTrue();
        assertThat(grants().confirm(asked.id(), List.of("admin"), secret("code twice")))
                .isFalse();
        assertThat(grants().asked("state steps", NOW)).isEmpty();
        Grant given = new Grant(asked.id(), app, asked.wish(), List.of("write", "read"));
        assertThat(grants().byCode("code steps")).contains(new GrantMatch(given, secret("code steps"), false, null));
        assertThat(grants().open(asked.id(), NOW)).isEmpty();

        assertThat(grants().redeem(asked.id(), "another", "family", secret("refresh")))
                .isFalse();
        assertThat(grants().redeem(asked.id(), "code steps", "family steps", secret("refresh 1")))
                .isTrue();
        assertThat(grants().redeem(asked.id(), "code steps", "family 2", secret("refresh 2")))
                .isFalse();
        assertThat(grants().byCode("code steps").orElseThrow().used()).isTrue();
        assertThat(grants().open(asked.id(), NOW)).contains(given);
        assertThat(grants().open(asked.id(), LATER)).isEmpty();

        assertThat(grants().byFamily("family steps")).contains(new GrantMatch(given, secret("refresh 1"), false, null));
        assertThat(grants().renew(asked.id(), "refresh 1", secret("refresh 2"))).isTrue();
        assertThat(grants().renew(asked.id(), "refresh 1", secret("refresh 3"))).isFalse();
        assertThat(grants().byFamily("family steps"))
                .contains(new GrantMatch(given, secret("refresh 2"), false, "refresh 1"));

        grants().end(asked.id());
        grants().end(asked.id());
        assertThat(grants().open(asked.id(), NOW)).isEmpty();
        assertThat(grants().byCode("code steps")).isEmpty();
    }

    @Test
    void what_has_ended_is_dropped_by_whoever_asks_next() {
        OAuthApp app = app("old grants");
        Grant old = asked(app, "state old");
        Grant next = new Grant(UUID.randomUUID(), app, old.wish(), List.of());
        grants().ask(next, "state next", LATER.plusSeconds(1), LATER);
        assertThat(grants().confirm(old.id(), List.of("read"), secret("code old")))
                .isFalse();
        assertThat(grants().asked("state next", LATER)).isPresent();
    }
}
