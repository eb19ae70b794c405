package dev.devledger.application.connection;

import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncStatus;
import dev.devledger.application.sync.connector.ConnectorCondition;
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
 * The sync of an account that a person has to let us into: its status says when that is due, and what to do.
 *
 * @param how what a person does to connect, as the end of a sentence, such as {@code connect it at <url>}
 */
public record AuthorizedSync(Sync sync, AccountTokens tokens, Supplier<String> how, Clock clock) implements Sync {
    private static final ConnectorCondition NEEDS = ConnectorCondition.NEEDS_AUTHORIZATION;

    /** A connection that ends and cannot be renewed needs a person, who may be away for a while. */
    private static final Duration WARNED_BEFORE = Duration.ofDays(14);

    @Override
    public SyncStatus status() {
        SyncStatus status = sync.status();
        TokenState holding = tokens.state();
        if (tokens.isOfAnotherAccount(holding)) {
            return with(
                    status,
                    NEEDS,
                    "This token belongs to a different " + title()
                            + " account, not to the one that this ledger is linked"
                            + " with. Connect the linked account, or name the new one with"
                            + " " + setting("account") + ".");
        }
        return switch (holding) {
            case TokenState.Nothing() ->
                with(status, NEEDS, "No " + title() + " account is connected; " + how.get() + ".");
            case TokenState.Locked() ->
                with(
                        status,
                        NEEDS,
                        "The stored connection to " + title() + " cannot be decrypted with this encryption key. Set"
                                + " devledger.encryption-key, or the file encryption.key, to the key that it was"
                                + " stored with, or "
                                + how.get() + ".");
            case TokenState.Personal personal -> refused(status, "set a new " + setting("access-token"));
            case TokenState.Connected(var token) -> connected(status, token);
        };
    }

    private String title() {
        return tokens.service().title();
    }

    private String setting(String last) {
        return tokens.service().setting(last);
    }

    private SyncStatus connected(SyncStatus status, AccessToken token) {
        Instant ends = token.endsAt();
        if (ends == null || token.renewal() != null || clock.instant().isBefore(ends.minus(WARNED_BEFORE))) {
            return refused(status, how.get());
        }
        LocalDate day = LocalDate.ofInstant(ends, clock.getZone());
        if (!clock.instant().isBefore(ends)) {
            return with(status, NEEDS, "The connection to " + title() + " ended on " + day + "; " + how.get() + ".");
        }
        return status.state().equals(NEEDS)
                ? refused(status, how.get())
                : with(status, status.state(), warning(status.message(), day));
    }

    /** What is wrong now comes before what will be. */
    private String warning(@Nullable String message, LocalDate day) {
        String warning = "The connection to " + title() + " ends on " + day + "; " + how.get() + ".";
        return message == null ? warning : message + ". " + warning;
    }

    /** What the service said, and where to do something about it. */
    private static SyncStatus refused(SyncStatus status, String remedy) {
        return status.state().equals(NEEDS) ? with(status, NEEDS, status.message() + ": " + remedy + ".") : status;
    }

    private static SyncStatus with(SyncStatus status, ConnectorCondition state, String message) {
        return new SyncStatus(
                status.connector(),
                status.mode(),
                state,
                message,
                status.lastCycle(),
                status.pending(),
                status.openConflicts(),
                status.held(),
                status.budget(),
                status.lastCompleteReadAt());
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
    public Map<String, Cycles.Read> lists() {
        return sync.lists();
    }
}
