package dev.devledger.adapters.postgres.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.access.PostgresGrantStore.PostgresAppStore;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.AccessTokenCheck;
import dev.devledger.application.access.AccessTokenStore;
import dev.devledger.application.access.AccessTokenStore.IssuedToken;
import dev.devledger.application.access.AccessTokenStore.TokenUse;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.access.AccessTokens.Created;
import dev.devledger.application.access.AccessTokens.NewAccessToken;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.access.TokenCheck.TokenRefused;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.signin.OAuthApps.AppStore.OAuthApp;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccessTokenStoreTest {
    private static final Duration LOOK = Duration.ofMillis(500);

    @RegisterExtension
    static final Database database = Database.emptied();

    private final PostgresAccessTokenStore store = new PostgresAccessTokenStore(database.jdbc, database.transactions);
    private Instant now = Instant.parse("2026-07-01T10:00:00Z");
    private final InstantSource clock = () -> now;
    private final AccessTokenCheck here = new AccessTokenCheck(store, clock);
    private final AccessTokenCheck elsewhere = new AccessTokenCheck(store, clock);
    private final AccessTokens tokens =
            new AccessTokens(store, AccessRules.with(List.of("one")), new NoProjects(), here::forget, clock);

    private Created create(String name, @Nullable Instant expiresAt) {
        return tokens.create(new NewAccessToken(name, List.of("write", "read"), null, expiresAt));
    }

    @Test
    void keeps_all_of_a_token_but_its_secret() {
        ProjectId project = new ProjectId(UUID.randomUUID());
        IssuedToken token = new IssuedToken(
                UUID.randomUUID(),
                "ci",
                new Access.ScopedAccess(List.of(Scope.READ, Scope.ADMIN), project),
                "P-7",
                now,
                now.plusSeconds(60),
                null);
        assertThat(store.add(token, "hash")).isTrue();
        assertThat(store.find(token.id())).contains(token);
        assertThat(store.ofHash("hash")).contains(new AccessTokenStore.StoredToken(token, false));
        assertThat(store.ofHash("other")).isEmpty();
        Created made = create("other", null);
        assertThat(made.secret()).matches("dla_[A-Za-z0-9_-]{43}");
        assertThat(database.jdbc
                        .sql("select string_agg(t::text, ' ') from access_token t")
                        .query(String.class)
                        .single())
                .doesNotContain(made.secret(), made.secret().substring(4));
        assertThat(made.toString()).doesNotContain(made.secret());
    }

    @Test
    void two_that_open_something_have_two_names() {
        Created first = create("ci", now.plusSeconds(60));
        assertThatThrownBy(() -> create("CI", null)).isInstanceOfSatisfying(Rejection.class, refused -> assertThat(
                        refused.violations().getFirst().field())
                .isEqualTo("name"));
        now = now.plusSeconds(60);
        Created second = create("Ci", null);
        assertThat(store.find(first.token().id()))
                .as("the expired one has given way")
                .isEmpty();
        assertThatThrownBy(() -> create("ci", null)).isInstanceOf(Rejection.class);
        tokens.revoke(second.token().id().toString());
        create("ci", null);
    }

    @Test
    void none_looks_like_another_that_is_there() {
        Created first = create("ci-corner", null);
        List<String> alike = List.of(
                "c\u0456-corner",
                "\uff43\uff49-corner",
                "ci-c\u00f3rner",
                "ci-comer",
                "ci- corner",
                "c1-corner",
                "CI-C0RNER");
        for (String name : alike) {
            assertThatThrownBy(() -> create(name, null))
                    .as(name)
                    .isInstanceOfSatisfying(Rejection.class, refused -> assertThat(refused.violations())
                            .singleElement()
                            .satisfies(violation -> {
                                assertThat(violation.field()).isEqualTo("name");
                                assertThat(violation.message()).contains("looks like \"ci-corner\"");
                            }));
        }
        create("ci-corner 2", null);
        create("ci-corners", null);
        tokens.revoke(first.token().id().toString());
        create(alike.getFirst(), null);
    }

    @Test
    void nor_like_an_app_that_was_let_in() {
        PostgresAppStore apps = new PostgresAppStore(database.jdbc);
        OAuthApp app = new OAuthApp(UUID.randomUUID(), "Claude", List.of("https://app.example/"), now, null);
        apps.add(app, 100, Instant.EPOCH);
        create("c1aude", null);
        apps.confirm(app.id(), "Claude", now);
        assertThatThrownBy(() -> create("Cl\u0430ude", null)).isInstanceOf(Rejection.class);
        assertThat(store.names()).containsExactlyInAnyOrder("c1aude", "Claude");
    }

    @Test
    void are_listed_in_pages_the_newest_first() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            names.addFirst("t" + i);
            create("t" + i, null);
            now = now.plusSeconds(i % 2);
        }
        List<String> read = new ArrayList<>();
        Page<IssuedToken> page = tokens.list(new PageRequest(2, null));
        page.items().forEach(each -> read.add(each.name()));
        while (page.nextCursor() != null) {
            page = tokens.list(new PageRequest(2, page.nextCursor()));
            page.items().forEach(each -> read.add(each.name()));
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(names).first().isEqualTo("t4");
    }

    @Test
    void a_revoked_one_opens_nothing_here_at_once_and_elsewhere_within_half_a_second() {
        Created made = create("ci", null);
        AuthenticatedCaller caller = here.caller(made.secret()).orElseThrow();
        assertThat(caller.actor()).isEqualTo("ci");
        assertThat(caller.access()).isEqualTo(new Access.ScopedAccess(List.of(Scope.READ, Scope.WRITE), null));
        AuthenticatedCaller there = elsewhere.caller(made.secret()).orElseThrow();
        assertThat(tokens.revoke(made.token().id().toString()).name()).isEqualTo("ci");
        assertThat(tokens.revoke(made.token().id().toString()).name())
                .as("once more")
                .isEqualTo("ci");
        assertRefused(here, made, "This access token was revoked. Ask for another one.");
        assertThat(caller.lease().holds()).isFalse();
        now = now.plus(LOOK);
        assertRefused(elsewhere, made, "This access token was revoked. Ask for another one.");
        assertThat(there.lease().holds()).isFalse();
    }

    @Test
    void an_expired_one_opens_nothing_from_that_moment_on() {
        Created made = create("ci", now.plusSeconds(1));
        AuthenticatedCaller caller = here.caller(made.secret()).orElseThrow();
        now = now.plusMillis(999);
        assertThat(caller.lease().holds()).isTrue();
        now = now.plusMillis(1);
        assertThat(caller.lease().holds()).isFalse();
        assertRefused(here, made, "This access token has expired. Ask for another one.");
    }

    /** Told from a guess, which is slowed down; and looked up once. */
    private void assertRefused(AccessTokenCheck at, Created made, String why) {
        assertThatThrownBy(() -> at.caller(made.secret()))
                .isInstanceOf(TokenRefused.class)
                .hasMessage(why);
        assertThat(database.statements(
                        () -> assertThatThrownBy(() -> at.caller(made.secret())).isInstanceOf(TokenRefused.class)))
                .isZero();
    }

    /** What a request costs more than before: nothing for the owner, and for tokens two statements a second at most. */
    @Test
    void a_thousand_calls_in_a_second_are_four_statements() {
        Created made = create("ci", null);
        assertThat(database.statements(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        comes(here, made);
                        now = now.plusMillis(1);
                    }
                }))
                .as("two looks at the number of revocations, the token, its use")
                .isEqualTo(4);
        now = now.plusSeconds(58);
        assertThat(database.statements(() -> comes(here, made))).isEqualTo(1);
        now = now.plusSeconds(1);
        assertThat(database.statements(() -> comes(here, made)))
                .as("and its use, a minute later")
                .isEqualTo(2);
        assertThat(store.find(made.token().id()).orElseThrow().lastUsedAt()).isEqualTo(now);
        assertThat(database.statements(() -> here.caller("dla_0000000000000000000000000000000000000000000")))
                .as("a wrong one is looked up")
                .isEqualTo(1);
        assertThat(database.statements(() -> here.caller("dlo_0000000000000000000000000000000000000000000")))
                .as("another kind is not")
                .isZero();
    }

    @Test
    void its_use_is_written_once_a_minute_by_all_nodes_together() {
        Created made = create("ci", null);
        Instant first = now;
        comes(here, made);
        now = now.plusSeconds(59);
        comes(elsewhere, made);
        assertThat(store.find(made.token().id()).orElseThrow().lastUsedAt()).isEqualTo(first);
        now = now.plusSeconds(1);
        comes(elsewhere, made);
        assertThat(store.find(made.token().id()).orElseThrow().lastUsedAt()).isEqualTo(now);
    }

    private static void comes(AccessTokenCheck node, Created made) {
        node.caller(made.secret()).orElseThrow().uses().note("rest", null);
    }

    @Test
    void through_what_it_was_used_is_written_with_the_use() {
        Created made = create("ci", null);
        AuthenticatedCaller agent = here.caller(made.secret()).orElseThrow();
        agent.uses().note("mcp", "claude-code/2.1");
        comes(here, made);
        TokenUse first = new TokenUse(now, "mcp", "claude-code/2.1");
        assertThat(uses(made)).as("the first of a minute").isEqualTo(first);
        now = now.plusSeconds(60);
        agent.uses().note("mcp", "another/1");
        assertThat(uses(made)).as("of a request that began before").isEqualTo(first);
        here.caller(made.secret()).orElseThrow().uses().note("mcp", null);
        assertThat(uses(made)).as("it did not say who it is").isEqualTo(new TokenUse(now, "mcp", "claude-code/2.1"));
        now = now.plusSeconds(60);
        comes(here, made);
        assertThat(uses(made)).isEqualTo(new TokenUse(now, "rest", null));
    }

    private TokenUse uses(Created made) {
        return store.find(made.token().id()).orElseThrow().lastUse();
    }
}
