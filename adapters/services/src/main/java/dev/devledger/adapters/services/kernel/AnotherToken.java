package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.connector.CallLog;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** After a 401, which did nothing, the same request with another token, once; where the account has one. */
record AnotherToken(ServiceAccount account, UnaryOperator<String> authorization, CallBudget budget)
        implements Authenticator {

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) {
        Sent sent = response.request().tag(Sent.class);
        if (response.priorResponse() != null || sent == null) {
            return null;
        }
        Optional<String> other = account.insteadOf().apply(sent.token()).filter(RemoteHttp::fitsHeader);
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
                .header("Authorization", authorization.apply(other.get()))
                .tag(Sent.class, sent.with(other.get()))
                .build();
    }
}
