package dev.devledger.adapters.services.clickup.client;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.HttpLimits;
import dev.devledger.adapters.services.kernel.MemoryCallLog;
import dev.devledger.adapters.services.kernel.ServiceAccount;
import dev.devledger.adapters.services.kernel.ServiceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server that answers what a test puts in, and a client of it with a clock of its own. */
public final class ClickUpStub implements AutoCloseable {
    public static final String TOKEN = "pk_example_not_a_token";

    /** Which no answer of the stub takes, on a slow machine either. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    /** For answers that are meant to take too long. */
    private static final Duration HASTY = Duration.ofMillis(1_500);

    public final AtomicLong nanos = new AtomicLong();
    public final MockWebServer server = new MockWebServer();
    public final CallBudget budget;
    public final ClickUpClient client;
    public Optional<String> token = Optional.of(TOKEN);
    public Optional<String> other = Optional.empty();
    public boolean away;

    public ClickUpStub(String budget) {
        this(budget, PATIENT);
    }

    public static ClickUpStub hasty() {
        return new ClickUpStub("off", HASTY);
    }

    private ClickUpStub(String budget, Duration limit) {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HttpLimits limits = new HttpLimits(limit, limit, limit, limit.plusMillis(500));
        this.budget = new CallBudget(budget, limits.call(), new MemoryCallLog(nanos::get), nanos::get);
        this.client =
                new ClickUpClient(new ServiceSettings(limits, budget, "1.2"), account(), this.budget, tries -> 0L);
    }

    private ServiceAccount account() {
        return ServiceAccount.of(
                        base -> away
                                ? Optional.empty()
                                : Optional.of(server.url(base.equals(ClickUpClient.V3) ? "/api/v3/" : "/api/v2")
                                        .uri()),
                        () -> token)
                .orElse(refused -> other);
    }

    public ClickUpStub answers(int status, String body) {
        return answers(new MockResponse.Builder().code(status).body(body));
    }

    public ClickUpStub answers(MockResponse.Builder response) {
        server.enqueue(response.build());
        return this;
    }

    /** The oldest request not yet asked for. */
    public RecordedRequest request() {
        try {
            RecordedRequest request = server.takeRequest(30, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request came");
            }
            return request;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public int requests() {
        return server.getRequestCount();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
