package dev.devledger.adapters.services.trackingtime.client;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.RemoteHttp;
import dev.devledger.adapters.services.kernel.ServiceAccount;
import dev.devledger.adapters.services.kernel.ServiceClient;
import dev.devledger.adapters.services.kernel.ServiceSettings;
import dev.devledger.adapters.services.kernel.Tries;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Broken;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Held;
import dev.devledger.adapters.services.trackingtime.client.Outcome.Refused;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import io.github.resilience4j.core.IntervalFunction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Credentials;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;

/** One request to TrackingTime within the budget; thread-safe. Only what reads is sent again where nothing came of it. */
public final class TrackingTimeClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingTimeClient.class);

    /** No limit is documented; those who import a lot pause for a third of a second. */
    public static final String DEFAULT_BUDGET = "100/60s";

    /** A page of 20,000 entries has some 15 MB. */
    private static final ServiceClient.Words<Outcome> WORDS = new ServiceClient.Words<>(
            "TrackingTime",
            "no app password of TrackingTime is set",
            64L << 20,
            LOG,
            Held::new,
            (endpoint, reason, passing) -> new Broken(reason, !endpoint.reads()));

    private final ServiceAccount account;
    private final ServiceClient<Outcome> client;
    private final Tries tries;

    public TrackingTimeClient(
            ServiceSettings settings, ServiceAccount account, CallBudget budget, IntervalFunction pause) {
        this.account = account;
        this.tries = new Tries(pause, settings.limits().call());
        this.client =
                new ServiceClient<>(WORDS, new TrackingTimeService(account.id(), budget), account, settings, budget);
    }

    public ServiceAccount account() {
        return account;
    }

    public Outcome call(Share share, Endpoint endpoint) {
        return repeated(share, endpoint, null);
    }

    public Outcome call(Share share, Endpoint endpoint, JsonNode body) {
        return repeated(share, endpoint, ErrorRules.JSON.writeValueAsBytes(body));
    }

    private Outcome repeated(Share share, Endpoint endpoint, byte @Nullable [] body) {
        if (!endpoint.isPossible()) {
            return new Refused(0, "TrackingTime has nothing under such an id");
        }
        if (client.hasToken() && account.id().isEmpty() && TrackingTimeApi.isOfAccount(endpoint)) {
            return Held.unauthorized("no account of TrackingTime is chosen");
        }
        return endpoint.reads()
                ? tries.run(() -> client.send(share, endpoint, body), TrackingTimeClient::passing)
                : client.send(share, endpoint, body);
    }

    private static boolean passing(Outcome outcome) {
        return outcome instanceof Broken || (outcome instanceof Held held && held.hold() == Backoff.UNREACHABLE);
    }

    private record TrackingTimeService(Optional<String> id, CallBudget budget)
            implements ServiceClient.Service<Outcome> {
        /** The user name counts for nothing beside an app password. */
        @Override
        public String authorization(String token) {
            return Credentials.basic("API_TOKEN", token);
        }

        /** TrackingTime wants to know who it is, and where to find them. */
        @Override
        public String userAgent(String version) {
            return ServiceClient.Service.super.userAgent(version) + " (https://devledger.dev)";
        }

        @Override
        public List<String> path(Endpoint endpoint) {
            return Stream.concat(
                            TrackingTimeApi.isOfAccount(endpoint) ? id.stream() : Stream.empty(),
                            endpoint.path().stream())
                    .toList();
        }

        @Override
        public Outcome judge(Endpoint endpoint, Response response, String body) {
            Outcome outcome = ErrorRules.judge(endpoint, response.code(), body);
            if (outcome instanceof Outcome.Answered || outcome instanceof Outcome.Csv) {
                return outcome;
            }
            outcome = ErrorRules.judge(endpoint, response.code(), withoutPassword(body, response));
            if (outcome instanceof Held(var hold, var reason, var after) && hold == Backoff.RATE_LIMITED) {
                LOG.warn("{} exceeded TrackingTime's request limit; Devledger makes no calls for now", endpoint);
                return new Held(hold, reason, budget.exceeded());
            }
            LOG.atLevel(outcome instanceof Held ? Level.WARN : Level.DEBUG)
                    .log("{} came to nothing: {}", endpoint, outcome);
            return outcome;
        }

        /** What is said of a failure is shown to people: neither the password nor the header that it makes may come back. */
        private static String withoutPassword(String body, Response response) {
            String header = response.request().header("Authorization");
            String basic = header == null ? "" : header.substring(header.indexOf(' ') + 1);
            String plain = RemoteHttp.withoutToken(body, response);
            return basic.isEmpty() ? plain : plain.replace(basic, "…");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
