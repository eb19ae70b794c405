package dev.devledger.application.connection;

import dev.devledger.application.connection.AccountTokens.TokenState;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.AccessToken;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.plan.SyncPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sync of an account that a person has to connect: its status says when the person has to act, and what to do.
 *
 * @param how the instructions for a person, as the end of a sentence, such as {@code connect it at <url>}
 */
public record AuthorizedSync(Sync sync, AccountTokens tokens, Supplier<String> how, Clock clock) implements Sync {
    private static final ConnectorCondition NEEDS = ConnectorCondition.NEEDS_AUTHORIZATION;

    /**
     * The warning time, as a connection that ends and cannot be renewed needs a person, who may be away for a while.
     */
    private static final Duration WARNED_BEFORE = Duration.ofDays(14);

    @Override
    public SyncStatus status() {
        SyncStatus status = sync.status();
        TokenState holding = tokens.state();
        if (tokens.isOfAnotherAccount(holding)) {
            return status.with(
                    NEEDS,
                    "This token belongs to a different " + title()
                            + " account, not to the one that this ledger is linked"
                            + " with. Connect the linked account, or name the new one with"
                            + " " + setting("account") + ".");
        }
        return switch (holding) {
            case TokenState.NoToken() ->
                status.with(NEEDS, "No " + title() + " account is connected; " + how.get() + ".");
            case TokenState.Undecryptable() ->
                status.with(
                        NEEDS,
                        "The stored connection to " + title() + " cannot be decrypted with this encryption key. Set"
                                + " devledger.encryption-key, or the file encryption.key, to the key that it was"
                                + " stored with, or "
                                + how.get() + ".");
            case TokenState.Personal personal -> refused(status, "set a new " + setting("access-token"));
            case TokenState.Connected(var token) -> connected(status.endingAt(end(token)), token);
        };
    }

    private String title() {
        return tokens.service().title();
    }

    private String setting(String last) {
        return tokens.service().setting(last);
    }

    /** Returns the end of a token; null for one that can be renewed. */
    private static @Nullable Instant end(AccessToken token) {
        return token.renewal() == null ? token.endsAt() : null;
    }

    private SyncStatus connected(SyncStatus status, AccessToken token) {
        Instant ends = end(token);
        if (ends == null || clock.instant().isBefore(ends.minus(WARNED_BEFORE))) {
            return refused(status, how.get());
        }
        LocalDate day = LocalDate.ofInstant(ends, clock.getZone());
        if (!clock.instant().isBefore(ends)) {
            return status.with(NEEDS, "The connection to " + title() + " ended on " + day + "; " + how.get() + ".");
        }
        return status.state().equals(NEEDS)
                ? refused(status, how.get())
                : status.with(status.state(), warning(status.message(), day));
    }

    /** Puts the present problem before the one to come. */
    private String warning(@Nullable String message, LocalDate day) {
        String warning = "The connection to " + title() + " ends on " + day + "; " + how.get() + ".";
        return message == null ? warning : message + ". " + warning;
    }

    /** Returns the service's message, with the remedy. */
    private static SyncStatus refused(SyncStatus status, String remedy) {
        return status.state().equals(NEEDS) ? status.with(NEEDS, status.message() + ": " + remedy + ".") : status;
    }

    @Override
    public Report run() {
        return sync.run();
    }

    @Override
    public SyncPlan plan() {
        return sync.plan();
    }

    @Override
    public @Nullable Stage stage() {
        return sync.stage();
    }

    @Override
    public Map<String, Cycles.ListReadState> lists() {
        return sync.lists();
    }
}
