package dev.devledger.adapters.ticktick.client;

import dev.devledger.application.sync.connector.CallLog;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** After a 401, which did nothing, the same request with another token, once; where the account has one. */
final class AnotherToken implements Authenticator {
    private static final String BEARER = "Bearer ";

    private final TickTickAccount account;
    private final CallBudget budget;

    AnotherToken(TickTickAccount account, CallBudget budget) {
        this.account = account;
        this.budget = budget;
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) {
        String sent = response.request().header("Authorization");
        if (response.priorResponse() != null || sent == null || !sent.startsWith(BEARER)) {
            return null;
        }
        Optional<String> other = account.insteadOf(sent.substring(BEARER.length()));
        if (other.isEmpty()) {
            return null;
        }
        // It is a call of its own to whoever counts them.
        try {
            if (budget.start(CallLog.Share.INTERACTIVE) instanceof CallLog.Slot.Taken taken) {
                budget.ended(taken);
            }
        } catch (CallLog.Unavailable e) {
            return null; // what cannot be counted is not sent
        }
        return response.request()
                .newBuilder()
                .header("Authorization", BEARER + other.get())
                .build();
    }
}
