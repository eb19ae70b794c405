package dev.devledger.adapters.services.ticktick.client;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.RemoteHttp;
import dev.devledger.adapters.services.kernel.ServiceAccount;
import dev.devledger.adapters.services.kernel.ServiceClient;
import dev.devledger.adapters.services.kernel.ServiceSettings;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Broken;
import dev.devledger.adapters.services.ticktick.client.Outcome.Denied;
import dev.devledger.adapters.services.ticktick.client.Outcome.Held;
import dev.devledger.adapters.services.ticktick.client.Outcome.NotFound;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import io.github.resilience4j.core.IntervalFunction;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call to TickTick within the budget and the time limits. It is sent again only where that can do nothing twice
 * ({@link Repeats}).
 */
public final class TickTickClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TickTickClient.class);

    /** Both windows lie 5% below TickTick's own (docs/ticktick.md, section 2). */
    public static final String DEFAULT_BUDGET = "95/60s,285/300s";

    /** Far above what TickTick answers in pages, or of one object; far below what would hurt. */
    static final long LONGEST_ANSWER = 32L << 20;

    /** Of a list, which is not held as text: far above any that TickTick's quotas allow. */
    static final long LONGEST_LIST = 256L << 20;

    private static final ServiceClient.Words<Outcome> WORDS = new ServiceClient.Words<>(
            "TickTick",
            "no TickTick account is connected; connect one or set an access token",
            LONGEST_ANSWER,
            LOG,
            Held::new,
            (endpoint, reason, passing) -> new Broken("", reason, passing));

    private final ServiceClient<Outcome> client;
    private final Repeats repeats;

    public TickTickClient(ServiceSettings settings, ServiceAccount account, CallBudget budget, IntervalFunction pause) {
        this.repeats = new Repeats(pause, settings.limits().call());
        this.client = new ServiceClient<>(WORDS, new TickTickService(budget), account, settings, budget);
    }

    public Outcome call(Share share, Endpoint endpoint) {
        return repeated(endpoint, () -> client.send(share, endpoint, null));
    }

    /** Whatever is repeated ({@link Repeats}) asks for its place in the budget each time. */
    public Outcome call(Share share, Endpoint endpoint, String json) {
        return repeated(endpoint, () -> client.send(share, endpoint, json.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same for an answer that may be long: its tasks go to the sink, and are not in what is answered. */
    public Outcome call(Share share, Endpoint endpoint, RowSink tasks) {
        return repeated(
                endpoint,
                () -> client.send(
                        share,
                        endpoint,
                        null,
                        response -> response.isSuccessful()
                                ? new LongAnswer(response.body().byteStream(), LONGEST_LIST).read(tasks)
                                : client.answer(endpoint, response)));
    }

    private Outcome repeated(Endpoint endpoint, Supplier<Outcome> attempt) {
        return TickTickApi.has(endpoint) ? repeats.call(endpoint, attempt) : new NotFound();
    }

    private record TickTickService(CallBudget budget) implements ServiceClient.Service<Outcome> {
        @Override
        public Outcome judge(Endpoint endpoint, Response response, String body) {
            int status = response.code();
            Outcome judged =
                    ErrorRules.judge(status, response.isSuccessful() ? body : RemoteHttp.withoutToken(body, response));
            Outcome outcome = TickTickApi.isInOneList(endpoint) ? judged : ErrorRules.ofTheAccount(judged);
            switch (outcome) {
                case Held(var hold, var reason, var after)
                when hold == Backoff.RATE_LIMITED -> {
                    LOG.warn("{} exceeded TickTick's request limit; Devledger makes no calls for now", endpoint);
                    return new Held(hold, reason, budget.exceeded());
                }
                case Held held -> LOG.warn("{} was refused with status {}: {}", endpoint, status, held.reason());
                case Denied denied -> LOG.warn("{} was refused with status {} {}", endpoint, status, denied.code());
                case Answered answered -> {}
                case NotFound gone -> {}
                case Broken broken -> {}
            }
            return outcome;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
