package dev.devledger.application.connection;

import dev.devledger.application.connection.OAuthService.AuthorizationServer;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.AccessToken;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.Grant;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorState;
import dev.devledger.application.sync.memory.PendingWork.SyncAlarm;
import dev.devledger.domain.shared.Sha256;
import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a person connect the account: they begin in Devledger, agree at the service, and come back with a code. */
public final class Connecting {
    private static final Logger LOG = LoggerFactory.getLogger(Connecting.class);

    /** The time that a person may take to connect. */
    public static final Duration TIME = Duration.ofMinutes(10);

    /** The parameters that the browser brought back. */
    public record CallbackParameters(
            @Nullable String state,
            @Nullable String code,
            @Nullable String error,
            Set<String> cookies) {
        /** Returns the error without the code. */
        @Override
        public String toString() {
            return "Return[error " + error + "]";
        }
    }

    private final Supplier<Optional<String>> whyNot;
    private final AuthorizationServer server;
    private final AccountTokens tokens;
    private final ConnectedAccount account;
    private final ConnectorStates states;
    private final SyncAlarm alarm;
    private final Clock clock;
    private final PendingConnections pending = new PendingConnections();

    /**
     * @param whyNot says why no account can be connected with the present settings, in sentences for people; called at
     *     each check
     */
    public Connecting(
            Supplier<Optional<String>> whyNot,
            AuthorizationServer server,
            AccountTokens tokens,
            ConnectedAccount account,
            ConnectorStates states,
            SyncAlarm alarm,
            Clock clock) {
        this.whyNot = whyNot;
        this.server = server;
        this.tokens = tokens;
        this.account = account;
        this.states = states;
        this.alarm = alarm;
        this.clock = clock;
    }

    public OAuthService service() {
        return server.service();
    }

    /** Returns the reason why no account can be connected; empty if one can. */
    public Optional<String> whyNot() {
        return whyNot.get();
    }

    /** True if connecting is offered: it is possible, and has not been done. */
    public boolean isOffered() {
        return whyNot().isEmpty() && !tokens.state().isToken();
    }

    /**
     * Begins a connection, and returns the service's page to which the person is sent.
     *
     * @param back the address to which the service sends the person afterwards
     * @param browser a cookie that only the person's browser will send back; null if it will send none
     */
    public URI begin(String actor, URI back, @Nullable String browser) {
        Instant now = clock.instant();
        PendingConnection one = PendingConnection.now(actor, back, browser, now.plus(TIME));
        pending.add(one, now);
        return server.page(one.state(), one.challenge(), back);
    }

    /** Finishes a connection. The first call with a {@code state} uses it up, whatever the outcome. */
    public ConnectionOutcome finish(CallbackParameters back) {
        PendingConnection one = pending.take(back.state(), back.cookies(), clock.instant());
        if (one == null) {
            return new ConnectionOutcome.Stale();
        }
        if (back.error() != null) {
            return ConnectionOutcome.ofError(back.error(), service().title());
        }
        if (back.code() == null || back.code().isBlank()) {
            return new ConnectionOutcome.Refused(service().title() + " sent no code.");
        }
        return switch (server.exchange(back.code(), one.verifier(), one.back())) {
            case Grant.Granted(var token) -> connected(token, one.actor());
            case Grant.Refused(var reason) -> new ConnectionOutcome.Refused(reason);
            case Grant.NoAnswer(var reason) -> new ConnectionOutcome.NoAnswer(reason);
        };
    }

    private ConnectionOutcome connected(AccessToken token, String actor) {
        if (!tokens.mayUse(token)) {
            return new ConnectionOutcome.AnotherAccount();
        }
        tokens.store(token);
        LOG.info("{} is connected (by {}); the connection ends at {}", account.connector(), actor, token.endsAt());
        goOn();
        return new ConnectionOutcome.Connected(token.endsAt());
    }

    /**
     * Tries again at a start: the settings may now have another token or key, so that an earlier refusal no longer
     * counts.
     */
    public void tryAgain() {
        boolean held = states.get(account).state() == ConnectorCondition.NEEDS_AUTHORIZATION;
        if (held && tokens.state().isToken()) {
            goOn();
        }
    }

    /** Lets the sync, which waited for a token, run at once. */
    private void goOn() {
        states.set(account, ConnectorState.IDLE);
        alarm.ring();
    }

    /** The outcome of connecting an account. */
    public sealed interface ConnectionOutcome {
        /** @param until the end of the connection; null if the service gave none */
        record Connected(@Nullable Instant until) implements ConnectionOutcome {}

        /** The connection was not begun on this node, came back too late or twice, or came back in another browser. */
        record Stale() implements ConnectionOutcome {}

        /** The person refused. */
        record Denied() implements ConnectionOutcome {}

        /** The service refused. */
        record Refused(String reason) implements ConnectionOutcome {}

        record NoAnswer(String reason) implements ConnectionOutcome {}

        /**
         * The token is of another account than the one that the ledger is linked with; the connection that existed
         * before stays as it was.
         */
        record AnotherAccount() implements ConnectionOutcome {}

        /** Returns the outcome for an error that a service sent back with the person. */
        static ConnectionOutcome ofError(String error, String service) {
            return error.equals("access_denied")
                    ? new Denied()
                    : new Refused(service + " answered with the error \"" + plain(error) + "\".");
        }

        /** Cuts foreign text for a page and a log to one line, and not a long one. */
        private static String plain(String text) {
            String line = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
            return line.length() <= 100 ? line : line.substring(0, 100);
        }
    }

    /** The connections that were begun by this node and not finished yet. */
    static final class PendingConnections {
        /** The most connections at a time; a further one replaces the oldest. */
        private static final int MOST = 20;

        private final Map<String, PendingConnection> byState = new LinkedHashMap<>();

        synchronized void add(PendingConnection one, Instant now) {
            byState.values().removeIf(other -> !now.isBefore(other.until()));
            if (byState.size() == MOST) {
                byState.remove(byState.keySet().iterator().next());
            }
            byState.put(one.state(), one);
        }

        /**
         * Returns the connection that was begun with this state; null if it is unknown, too late or came back in
         * another browser. The state is used up in any case.
         */
        synchronized @Nullable PendingConnection take(@Nullable String state, Set<String> cookies, Instant now) {
            PendingConnection one = state == null ? null : byState.remove(state);
            return one != null && now.isBefore(one.until()) && one.isBy(cookies) ? one : null;
        }
    }

    /**
     * A connection that a person began and did not finish yet.
     *
     * @param verifier the secret behind the challenge of PKCE
     * @param browser a cookie of the browser in which the person has to come back; null if no cookie was set
     */
    record PendingConnection(
            String state,
            String verifier,
            String actor,
            URI back,
            @Nullable String browser,
            Instant until) {
        private static final SecureRandom RANDOM = new SecureRandom();
        private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
        private static final int BYTES = 32;

        static PendingConnection now(String actor, URI back, @Nullable String browser, Instant until) {
            return new PendingConnection(random(), random(), actor, back, browser, until);
        }

        private static String random() {
            byte[] bytes = new byte[BYTES];
            RANDOM.nextBytes(bytes);
            return TEXT.encodeToString(bytes);
        }

        /** Returns the challenge, by S256 of RFC 7636. */
        String challenge() {
            return TEXT.encodeToString(Sha256.of(verifier));
        }

        /** True if the cookies come from the browser that began the connection. */
        boolean isBy(Set<String> cookies) {
            return browser == null
                    || cookies.stream()
                            .anyMatch(cookie -> MessageDigest.isEqual(Sha256.of(cookie), Sha256.of(browser)));
        }

        /** Returns the connection without its secrets. */
        @Override
        public String toString() {
            return "Begun[by " + actor + ", until " + until + "]";
        }
    }
}
