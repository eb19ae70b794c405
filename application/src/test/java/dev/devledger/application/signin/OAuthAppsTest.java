package dev.devledger.application.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.signin.Grants.GrantStore.Grant;
import dev.devledger.application.signin.OAuthApps.AppRegistration;
import dev.devledger.application.signin.OAuthApps.AppStore.AppView;
import dev.devledger.application.signin.OAuthApps.AppStore.OAuthApp;
import dev.devledger.application.signin.OAuthApps.RegistrationRefused;
import dev.devledger.application.sync.memory.SteppingClock;
import dev.devledger.domain.shared.Rejection;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthAppsTest {
    private static final String REDIRECT = "http://localhost:3000/callback";

    private final SteppingClock clock = new SteppingClock();
    private final MemoryOAuth memory = new MemoryOAuth();
    private final OAuthApps apps = new OAuthApps(
            memory.apps(),
            name -> Set.of("owner", "ticktick", "ci").contains(name.toLowerCase(java.util.Locale.ROOT)),
            clock);

    private static AppRegistration wish(String name, String... redirects) {
        return new AppRegistration(name, List.of(redirects), List.of(), List.of());
    }

    private OAuthApp letIn(String name) {
        OAuthApp app = apps.register(wish(name, REDIRECT));
        apps.confirm(app);
        return apps.find(app.id().toString()).orElseThrow();
    }

    @Test
    void who_registers_waits_until_somebody_lets_them_in() {
        OAuthApp app = apps.register(wish("Claude Code (devledger)", REDIRECT));
        assertThat(app.name()).isEqualTo("Claude Code (devledger)");
        assertThat(apps.find(app.id().toString())).contains(app);
        assertThat(apps.list(new PageRequest(50, null)).items()).isEmpty();
        assertThat(apps.actor(app)).isEqualTo("Claude Code (devledger)");
        apps.confirm(app);
        assertThat(apps.list(new PageRequest(50, null)).items())
                .extracting(AppView::actor)
                .containsExactly("Claude Code (devledger)");
    }

    @Test
    void each_has_a_name_of_its_own() {
        assertThat(letIn("Claude").confirmed().actor()).isEqualTo("Claude");
        assertThat(letIn("claude").confirmed().actor()).isEqualTo("claude 2");
        assertThat(letIn("Claude").confirmed().actor()).isEqualTo("Claude 3");
        assertThat(letIn("Owner").confirmed().actor()).isEqualTo("app Owner");
        assertThat(letIn("owner").confirmed().actor()).isEqualTo("app owner 2");
        assertThat(letIn("CI").confirmed().actor()).isEqualTo("app CI");
        OAuthApp again = letIn("Mine");
        apps.confirm(again);
        assertThat(apps.find(again.id().toString()).orElseThrow().confirmed().actor())
                .isEqualTo("Mine");
    }

    @ParameterizedTest
    @CsvSource({
        "'', unnamed app",
        "'  ', unnamed app",
        "'<script>alert(1)</script>', script alert(1) script",
        "'a\nb', a b",
        "'-- Claude --', Claude --",
        "'\u202eedualC', edualC",
        "'Ünïcode 2.0', Ünïcode 2.0"
    })
    void a_name_is_one_line_of_plain_characters(String given, String name) {
        assertThat(apps.register(wish(given, REDIRECT)).name()).isEqualTo(name);
    }

    @Test
    void a_name_ends_somewhere() {
        assertThat(apps.register(wish("\ud835\udc00".repeat(500), REDIRECT))
                        .name()
                        .codePoints())
                .hasSize(60);
    }

    @Test
    void what_cannot_register_is_told_why() {
        refuses(wish("a"), "invalid_redirect_uri", "1 to 10 addresses");
        refuses(
                new AppRegistration("a", Collections.nCopies(11, REDIRECT), List.of(), List.of()),
                "invalid_redirect_uri",
                "1 to 10 addresses");
        refuses(wish("a", REDIRECT, "http://evil.example"), "invalid_redirect_uri", "https://");
        refuses(
                new AppRegistration("a", List.of(REDIRECT), List.of("client_credentials"), List.of()),
                "invalid_client_metadata",
                "authorization_code");
        refuses(
                new AppRegistration("a", List.of(REDIRECT), List.of(), List.of("token")),
                "invalid_client_metadata",
                "response_types must have code");
    }

    private void refuses(AppRegistration wish, String reason, String words) {
        assertThatThrownBy(() -> apps.register(wish)).isInstanceOfSatisfying(RegistrationRefused.class, refusal -> {
            assertThat(refusal.reason().name()).isEqualToIgnoringCase(reason);
            assertThat(refusal.words()).contains(words);
        });
    }

    @Test
    void a_hundred_wait_at_most_and_a_day_at_most() {
        OAuthApp first = apps.register(wish("first", REDIRECT));
        OAuthApp idle = apps.register(wish("idle", REDIRECT));
        ask(first);
        for (int more = 2; more < OAuthApps.MOST_WAITING; more++) {
            ask(apps.register(wish("more", REDIRECT)));
        }
        OAuthApp late = apps.register(wish("late", REDIRECT));
        assertThat(apps.find(idle.id().toString()))
                .as("nobody is asked about it")
                .isEmpty();
        ask(late);
        refuses(wish("later", REDIRECT), "too_many", "ten minutes");
        letInKnown(first);
        ask(apps.register(wish("in its place", REDIRECT)));
        refuses(wish("later", REDIRECT), "too_many", "ten minutes");
        clock.forward(Duration.ofDays(1).plusMillis(1));
        apps.register(wish("next day", REDIRECT));
        assertThat(apps.find(first.id().toString())).isPresent();
    }

    private void ask(OAuthApp app) {
        Grant.AuthorizationRequest wish = new Grant.AuthorizationRequest(
                null, null, "challenge", "https://ledger.example/mcp", List.of("read"), clock.instant());
        memory.grants()
                .ask(
                        new Grant(UUID.randomUUID(), app, wish, List.of()),
                        app.id().toString(),
                        clock.instant().plus(Duration.ofMinutes(10)),
                        clock.instant());
    }

    private void letInKnown(OAuthApp app) {
        apps.confirm(app);
    }

    @Test
    void what_was_withdrawn_is_gone() {
        OAuthApp app = letIn("Claude");
        assertThat(apps.withdraw(app.id().toString()).actor()).isEqualTo("Claude");
        assertThat(apps.find(app.id().toString())).isEmpty();
        for (String none : List.of(app.id().toString(), "x", "", "a\nb", "1-1-1-1-1")) {
            assertThatThrownBy(() -> apps.withdraw(none))
                    .isInstanceOfSatisfying(Rejection.class, refusal -> assertThat(refusal.code())
                            .isEqualTo(Rejection.Code.NOT_FOUND));
        }
        assertThat(letIn("Claude").confirmed().actor()).isEqualTo("Claude");
    }
}
