package dev.devledger.application.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.connection.AccountTokens.SameOwner.OwnerLookup.Owner;
import dev.devledger.application.connection.Connecting.CallbackParameters;
import dev.devledger.application.connection.Connecting.ConnectionOutcome;
import dev.devledger.application.connection.Connecting.PendingConnection;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.AccessToken;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.Grant;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectingTest {
    private static final Instant ENDS = Instant.parse("2027-05-19T09:00:00Z");

    private final Connection world = new Connection();
    private final Connecting connecting = world.connecting;

    private static String query(URI page, String name) {
        String query = page.getQuery();
        int begin = query.indexOf(name + "=") + name.length() + 1;
        int end = query.indexOf('&', begin);
        return end < 0 ? query.substring(begin) : query.substring(begin, end);
    }

    private String begin() {
        return query(connecting.begin("owner", Connection.BACK, null), "state");
    }

    private static CallbackParameters code(String state, String... cookies) {
        return new CallbackParameters(state, "the-code", null, Set.of(cookies));
    }

    private void grants(String token) {
        world.server.exchanged = new Grant.Granted(new AccessToken(token, null, ENDS));
    }

    @Test
    void a_code_becomes_a_token_and_what_waited_goes_on_at_once() throws Exception {
        world.states.put(
                "live",
                new ConnectorState(ConnectorCondition.NEEDS_AUTHORIZATION, "401", Connection.START.plusSeconds(60), 3));
        grants("token-1");
        URI page = connecting.begin("owner", Connection.BACK, null);
        assertThat(connecting.finish(code(query(page, "state")))).isEqualTo(new ConnectionOutcome.Connected(ENDS));
        String[] asked = world.server.asked("exchange").getFirst().split(" ", -1);
        assertThat(asked[1]).isEqualTo("the-code");
        assertThat(asked[2]).matches("[A-Za-z0-9_-]{43}");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(asked[2].getBytes(StandardCharsets.US_ASCII));
        assertThat(query(page, "challenge"))
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        assertThat(asked[3]).isEqualTo(Connection.BACK.toString());
        assertThat(world.tokens.token()).contains("token-1");
        assertThat(world.states.get("live")).isEqualTo(ConnectorState.IDLE);
        assertThat(world.rings).hasValue(1);
    }

    @Test
    void a_state_is_random_and_good_once_whatever_came_of_it() {
        grants("token-1");
        Set<String> states = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            states.add(begin());
        }
        assertThat(states).hasSize(10).allSatisfy(state -> assertThat(state).matches("[A-Za-z0-9_-]{43}"));
        String state = states.iterator().next();
        assertThat(connecting.finish(new CallbackParameters(state, null, "access_denied", Set.of())))
                .isEqualTo(new ConnectionOutcome.Denied());
        assertThat(connecting.finish(code(state))).isEqualTo(new ConnectionOutcome.Stale());
        assertThat(world.server.asked("exchange")).isEmpty();
        assertThat(world.tokens.token()).isEmpty();
    }

    @Test
    void a_state_that_nobody_was_given_or_none_is_stale() {
        grants("token-1");
        begin();
        assertThat(connecting.finish(code("made-up"))).isEqualTo(new ConnectionOutcome.Stale());
        assertThat(connecting.finish(code(null))).isEqualTo(new ConnectionOutcome.Stale());
        assertThat(world.server.asked).isEmpty();
    }

    @Test
    void a_person_has_ten_minutes() {
        grants("token-1");
        String inTime = begin();
        world.forward(Duration.ofMinutes(10).minusMillis(1));
        String late = begin();
        assertThat(connecting.finish(code(inTime))).isInstanceOf(ConnectionOutcome.Connected.class);
        world.forward(Duration.ofMinutes(10));
        assertThat(connecting.finish(code(late))).isEqualTo(new ConnectionOutcome.Stale());
    }

    @Test
    void it_is_the_browser_that_began_that_may_end_it() {
        grants("token-1");
        String state = query(connecting.begin("owner", Connection.BACK, "session-1"), "state");
        assertThat(connecting.finish(code(state, "session-2"))).isEqualTo(new ConnectionOutcome.Stale());
        String again = query(connecting.begin("owner", Connection.BACK, "session-1"), "state");
        assertThat(connecting.finish(code(again, "other", "session-1")))
                .isInstanceOf(ConnectionOutcome.Connected.class);
    }

    @Test
    void many_that_are_begun_and_left_do_not_pile_up() {
        grants("token-1");
        String first = begin();
        String second = begin();
        for (int i = 0; i < 19; i++) {
            begin();
        }
        assertThat(connecting.finish(code(first))).isEqualTo(new ConnectionOutcome.Stale());
        assertThat(connecting.finish(code(second))).isInstanceOf(ConnectionOutcome.Connected.class);
    }

    @Test
    void a_no_of_the_server_is_told_and_keeps_what_there_was() {
        world.store("token-0", null, ENDS);
        world.server.exchanged = new Grant.Refused("TickTick does not know this client.");
        assertThat(connecting.finish(code(begin())))
                .isEqualTo(new ConnectionOutcome.Refused("TickTick does not know this client."));
        assertThat(connecting.finish(new CallbackParameters(begin(), null, "server_error<b>\n", Set.of())))
                .isEqualTo(new ConnectionOutcome.Refused("TickTick answered with the error \"server_error<b>\"."));
        assertThat(connecting.finish(new CallbackParameters(begin(), " ", null, Set.of())))
                .isEqualTo(new ConnectionOutcome.Refused("TickTick sent no code."));
        world.server.exchanged = new Grant.NoAnswer("TickTick did not answer.");
        assertThat(connecting.finish(code(begin())))
                .isEqualTo(new ConnectionOutcome.NoAnswer("TickTick did not answer."));
        assertThat(world.tokens.token()).contains("token-0");
        assertThat(world.rings).hasValue(0);
    }

    @Test
    void another_account_is_not_taken_for_the_one_that_the_links_are_with() {
        world.server.owners.put("token-1", new Owner.KnownOwner("inbox1001"));
        world.server.owners.put("token-2", new Owner.KnownOwner("inbox2002"));
        grants("token-1");
        assertThat(connecting.finish(code(begin()))).isInstanceOf(ConnectionOutcome.Connected.class);
        grants("token-2");
        assertThat(connecting.finish(code(begin()))).isEqualTo(new ConnectionOutcome.AnotherAccount());
        assertThat(world.tokens.token()).contains("token-1");
    }

    @Test
    void is_offered_while_nothing_is_connected() {
        assertThat(connecting.isOffered()).isTrue();
        assertThat(world.connecting("not now").isOffered()).isFalse();
        assertThat(world.connecting("not now").whyNot()).contains("not now");
        world.store("token-1", null, ENDS);
        assertThat(connecting.isOffered()).isFalse();
        world.secrets.locked = true;
        assertThat(connecting.isOffered()).isTrue();
    }

    @Test
    void a_start_with_a_token_forgets_that_an_earlier_one_was_refused() {
        ConnectorState refused =
                new ConnectorState(ConnectorCondition.NEEDS_AUTHORIZATION, "401", Connection.START.plusSeconds(60), 3);
        world.states.put("live", refused);
        connecting.tryAgain();
        assertThat(world.states.get("live")).as("still no token").isEqualTo(refused);
        world.store("token-1", null, ENDS);
        connecting.tryAgain();
        assertThat(world.states.get("live")).isEqualTo(ConnectorState.IDLE);
        assertThat(world.rings).hasValue(1);
        ConnectorState away =
                new ConnectorState(ConnectorCondition.UNREACHABLE, "no", Connection.START.plusSeconds(60), 3);
        world.states.put("live", away);
        connecting.tryAgain();
        assertThat(world.states.get("live")).isEqualTo(away);
    }

    @Test
    void nothing_prints_a_secret() {
        assertThat(code("the-state").toString()).doesNotContain("the-code", "the-state");
        assertThat(new AccessToken("token-1", "renewal-1", ENDS).toString()).doesNotContain("token-1", "renewal-1");
        PendingConnection begun = PendingConnection.now("owner", Connection.BACK, "session-1", ENDS);
        assertThat(begun.toString()).doesNotContain(begun.state(), begun.verifier(), "session-1");
    }
}
