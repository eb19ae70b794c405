package dev.devledger.application.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.connection.AccountTokens.SameOwner.OwnerLookup.Owner;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.plan.SyncPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorizedSyncTest {
    private static final Instant ENDS = Instant.parse("2027-05-19T09:00:00Z");
    private static final String HOW = "connect it at http://localhost:8080/oauth/ticktick/connect";

    private final Connection world = new Connection();
    private SyncStatus inner = status("idle", null);

    private static SyncStatus status(String state, String message) {
        return new SyncStatus(
                "ticktick", ConnectorMode.LIVE, ConnectorCondition.of(state), message, null, 3, 1, 2, List.of());
    }

    private SyncStatus told(AccountTokens tokens) {
        Sync sync = new Sync() {
            @Override
            public SyncStatus status() {
                return inner;
            }

            @Override
            public Report run() {
                throw new AssertionError("not asked for");
            }

            @Override
            public SyncPlan plan() {
                throw new AssertionError("not asked for");
            }
        };
        return new AuthorizedSync(sync, tokens, () -> HOW, world.clock()).status();
    }

    private SyncStatus told() {
        return told(world.tokens);
    }

    @Test
    void without_a_token_it_says_where_to_connect() {
        assertThat(told()).isEqualTo(status("needs-authorization", "No TickTick account is connected; " + HOW + "."));
    }

    @Test
    void a_good_connection_changes_nothing() {
        world.store("stored", null, ENDS);
        assertThat(told()).isEqualTo(inner.endingAt(ENDS));
        world.store("stored", null, null);
        assertThat(told()).isEqualTo(inner);
        assertThat(told(world.tokens("personal"))).isEqualTo(inner);
    }

    @Test
    void two_weeks_before_its_end_it_warns_and_then_it_has_ended() {
        world.store("stored", null, ENDS);
        world.forward(Duration.between(Connection.START, ENDS.minus(Duration.ofDays(14)))
                .minusMillis(1));
        assertThat(told().message()).isNull();
        world.forward(Duration.ofMillis(1));
        assertThat(told())
                .isEqualTo(status("idle", "The connection to TickTick ends on 2027-05-19; " + HOW + ".")
                        .endingAt(ENDS));
        inner = status("rate-limited", "the budget is used up");
        assertThat(told().message())
                .isEqualTo("the budget is used up. The connection to TickTick ends on 2027-05-19; " + HOW + ".");
        world.forward(Duration.ofDays(14));
        assertThat(told())
                .isEqualTo(status("needs-authorization", "The connection to TickTick ended on 2027-05-19; " + HOW + ".")
                        .endingAt(ENDS));
    }

    @Test
    void what_renews_itself_needs_no_warning() {
        world.store("stored", "renewal", ENDS);
        world.forward(Duration.between(Connection.START, ENDS).plusDays(1));
        assertThat(told()).isEqualTo(inner);
    }

    @Test
    void a_refused_token_says_what_to_do() {
        inner = status("needs-authorization", "TickTick does not accept the token (401)");
        world.store("stored", null, ENDS);
        assertThat(told().message()).isEqualTo("TickTick does not accept the token (401): " + HOW + ".");
        assertThat(told(world.tokens("personal")).message())
                .isEqualTo("TickTick does not accept the token (401): set a new devledger.ticktick.access-token.");
    }

    @Test
    void a_key_that_does_not_open_it_is_told_and_nothing_else_happens() {
        world.store("stored", null, ENDS);
        world.secrets.locked = true;
        SyncStatus told = told();
        assertThat(told.state().word()).isEqualTo("needs-authorization");
        assertThat(told.message())
                .contains("cannot be decrypted with this encryption key", "devledger.encryption-key", HOW);
    }

    @Test
    void another_account_is_told() {
        world.owners.put("live", "inbox1001");
        world.server.owners.put("stored", new Owner.KnownOwner("inbox2002"));
        world.store("stored", null, ENDS);
        assertThat(world.tokens.token()).isEmpty();
        assertThat(told().state().word()).isEqualTo("needs-authorization");
        assertThat(told().message()).contains("a different TickTick account", "devledger.ticktick.account");
    }
}
