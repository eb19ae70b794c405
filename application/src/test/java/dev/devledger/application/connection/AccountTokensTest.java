package dev.devledger.application.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.connection.AccountTokens.SameOwner.OwnerLookup.Owner;
import dev.devledger.application.connection.AccountTokens.TokenState;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.AccessToken;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccountTokensTest {
    private static final Instant ENDS = Instant.parse("2027-05-19T09:00:00Z");

    private final Connection world = new Connection();

    @Test
    void the_configured_token_wins() {
        world.store("stored", null, ENDS);
        assertThat(world.tokens(" personal\n").token()).contains("personal");
        assertThat(world.tokens(" ").token()).contains("stored");
        assertThat(world.tokens("personal").insteadOf("personal")).isEmpty();
    }

    @Test
    void what_is_stored_comes_back_whole() {
        for (AccessToken token : List.of(
                new AccessToken("a", null, null),
                new AccessToken("a", "b", null),
                new AccessToken("a", null, ENDS),
                new AccessToken("a", "b", ENDS))) {
            assertThat(AccessToken.parse(token.toText())).contains(token);
        }
        for (String other : List.of("", "1", "2\na\n\n", "1\n\n\n", "1\na\n\nsoon", "1\na\n\n\n")) {
            assertThat(AccessToken.parse(other)).as(other).isEmpty();
        }
    }

    @Test
    void a_locked_or_unreadable_store_is_no_token_and_no_crash() {
        world.store("stored", null, ENDS);
        world.secrets.locked = true;
        assertThat(world.tokens.token()).isEmpty();
        assertThat(world.tokens.insteadOf("stored")).isEmpty();
        world.secrets.locked = false;
        world.secrets.put(Connection.NAME, "of a later version");
        assertThat(world.tokens.state()).isEqualTo(new TokenState.Undecryptable());
    }

    @Test
    void without_a_renewal_a_refused_token_is_the_end() {
        world.store("old", null, ENDS);
        assertThat(world.tokens.insteadOf("old")).isEmpty();
        assertThat(world.server.asked("renew")).isEmpty();
    }

    @Test
    void a_token_that_came_meanwhile_is_used_without_asking() {
        world.store("new", "renewal", ENDS);
        assertThat(world.tokens.insteadOf("old")).contains("new");
        assertThat(world.server.asked("renew")).isEmpty();
    }

    @Test
    void a_renewal_is_stored_before_it_is_used_and_keeps_what_it_was_bought_with() {
        world.store("old", "renewal-1", Connection.START);
        world.server.renewed = new Grant.Granted(new AccessToken("new", null, ENDS));
        assertThat(world.tokens.insteadOf("old")).contains("new");
        assertThat(AccessToken.parse(world.secrets.secrets.get(Connection.NAME)))
                .contains(new AccessToken("new", "renewal-1", ENDS));
    }

    @Test
    void many_that_are_refused_at_once_renew_once() throws Exception {
        world.store("old", "renewal-1", ENDS);
        world.server.renewed = new Grant.Granted(new AccessToken("new", "renewal-2", ENDS));
        CountDownLatch all = new CountDownLatch(8);
        world.server.onRenew = () -> awaitQuietly(all);
        List<Future<Optional<String>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> {
                    all.countDown();
                    return world.tokens.insteadOf("old");
                }));
            }
            for (Future<Optional<String>> answer : answers) {
                assertThat(answer.get()).contains("new");
            }
        }
        assertThat(world.server.asked("renew")).containsExactly("renew renewal-1");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_renewal_that_is_refused_is_not_tried_again() {
        world.store("old", "renewal-1", ENDS);
        world.server.renewed = new Grant.Refused("no");
        assertThat(world.tokens.insteadOf("old")).isEmpty();
        assertThat(world.tokens.insteadOf("old")).isEmpty();
        assertThat(world.server.asked("renew")).hasSize(1);
        assertThat(world.tokens.token()).contains("old");
    }

    @Test
    void a_renewal_that_another_node_used_first_is_its_token() {
        world.store("old", "renewal-1", ENDS);
        world.server.renewed = new Grant.Refused("no");
        world.server.onRenew = () -> world.store("theirs", "renewal-2", ENDS);
        assertThat(world.tokens.insteadOf("old")).contains("theirs");
    }

    @Test
    void an_outage_loses_no_renewal() {
        world.store("old", "renewal-1", ENDS);
        world.server.renewed = new Grant.NoAnswer("away");
        assertThat(world.tokens.insteadOf("old")).isEmpty();
        world.server.renewed = new Grant.Granted(new AccessToken("new", null, ENDS));
        assertThat(world.tokens.insteadOf("old")).contains("new");
    }

    @Test
    void whose_account_it_is_is_asked_once_for_a_token() {
        world.server.owners.put("stored", new Owner.KnownOwner("inbox1001"));
        world.store("stored", null, ENDS);
        assertThat(world.tokens.token()).contains("stored");
        world.forward(Duration.ofDays(100));
        assertThat(world.tokens.token()).contains("stored");
        assertThat(world.server.asked("owner")).hasSize(1);
        assertThat(world.owners).containsEntry("live", "inbox1001");
    }

    @Test
    void a_token_of_another_account_is_not_used() {
        world.owners.put("live", "inbox1001");
        world.server.owners.put("personal", new Owner.KnownOwner("inbox2002"));
        AccountTokens tokens = world.tokens("personal");
        assertThat(tokens.isOfAnotherAccount(tokens.state()))
                .as("not asked yet")
                .isFalse();
        assertThat(tokens.token()).isEmpty();
        assertThat(tokens.isOfAnotherAccount(tokens.state())).isTrue();
        assertThat(world.owners).containsEntry("live", "inbox1001");
    }

    @Test
    void an_account_that_tells_nothing_is_asked_again_later() {
        world.owners.put("live", "inbox1001");
        world.store("stored", null, ENDS);
        assertThat(world.tokens.token()).contains("stored");
        world.server.owners.put("stored", new Owner.KnownOwner("inbox2002"));
        assertThat(world.tokens.token()).contains("stored");
        world.forward(Duration.ofHours(1));
        assertThat(world.tokens.token()).isEmpty();
        assertThat(world.server.asked("owner")).hasSize(2);
    }
}
