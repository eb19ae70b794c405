package dev.devledger.adapters.services.ticktick;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.HttpStub;
import dev.devledger.adapters.services.kernel.MemoryCallBudget;
import dev.devledger.adapters.services.kernel.RemoteHttp.HttpLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.sync.connector.SharedCallBudget;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server that answers what a test puts in, and a client of it with a clock of its own. */
public final class TickTickStub extends HttpStub<TickTickStub> {
    public static final String TOKEN = "example-not-a-token";
    public static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

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

    TickTickStub(String budget, SharedCallBudget shared) {
        this(budget, shared, PATIENT);
    }

    static TickTickStub hasty() {
        return new TickTickStub("off", null, HASTY);
    }

    private TickTickStub(String budget, @Nullable SharedCallBudget shared, Duration limit) {
        apiUrl = Optional.of(server.url("/open/v1").uri());
        SharedCallBudget calls = shared == null ? new MemoryCallBudget(nanos::get) : shared;
        this.budget = new CallBudget(budget, Duration.ofSeconds(2), calls, nanos::get);
        ClientLimits settings =
                new ClientLimits(new HttpLimits(limit, limit, limit, limit.plusMillis(500)), budget, "1.2");
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

    @Override
    protected TickTickStub self() {
        return this;
    }

    @Override
    public void close() {
        client.close();
        super.close();
    }
}
