package dev.devledger.adapters.services.ticktick;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.HttpLimits;
import dev.devledger.adapters.services.kernel.MemoryCallLog;
import dev.devledger.adapters.services.kernel.ServiceAccount;
import dev.devledger.adapters.services.kernel.ServiceSettings;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.sync.connector.CallLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** A server that answers what a test puts in, and a client of it with a clock of its own. */
public final class TickTickStub implements AutoCloseable {
    public static final String TOKEN = "example-not-a-token";
    public static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    /** Which no answer of the stub takes, on a slow machine either. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    /** For answers that are meant to take too long. */
    private static final Duration HASTY = Duration.ofMillis(1_500);

    final AtomicLong nanos = new AtomicLong();
    final MockWebServer server = new MockWebServer();
    public final CallBudget budget;
    public final TickTickClient client;
    Optional<String> token = Optional.of(TOKEN);
    Optional<URI> apiUrl;
    public Optional<String> other = Optional.empty();
    volatile @Nullable public String refused;

    TickTickStub() {
        this("off");
    }

    public TickTickStub(String budget) {
        this(budget, null, PATIENT);
    }

    TickTickStub(String budget, CallLog shared) {
        this(budget, shared, PATIENT);
    }

    static TickTickStub hasty() {
        return new TickTickStub("off", null, HASTY);
    }

    private TickTickStub(String budget, @Nullable CallLog shared, Duration limit) {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        apiUrl = Optional.of(server.url("/open/v1").uri());
        CallLog calls = shared == null ? new MemoryCallLog(nanos::get) : shared;
        this.budget = new CallBudget(budget, Duration.ofSeconds(2), calls, nanos::get);
        ServiceSettings settings =
                new ServiceSettings(new HttpLimits(limit, limit, limit, limit.plusMillis(500)), budget, "1.2");
        client = new TickTickClient(settings, account(), this.budget, tries -> 0L);
    }

    private ServiceAccount account() {
        return ServiceAccount.of(base -> apiUrl, () -> token).orElse(with -> {
            refused = with;
            return other;
        });
    }

    TickTickRemoteTasks remoteTasks() {
        return new TickTickRemoteTasks(client, MADRID);
    }

    public DirectCalls calls() {
        return TickTickCalls.of(client);
    }

    public TickTickStub answers(int status, String body) {
        return answers(new MockResponse.Builder().code(status).body(body));
    }

    TickTickStub answers(MockResponse.Builder response) {
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

    String sent() {
        RecordedRequest request = request();
        return request.getBody() == null ? "" : request.getBody().utf8();
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
