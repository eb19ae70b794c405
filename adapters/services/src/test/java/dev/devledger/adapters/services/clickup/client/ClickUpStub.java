package dev.devledger.adapters.services.clickup.client;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.HttpStub;
import dev.devledger.adapters.services.kernel.MemoryCallBudget;
import dev.devledger.adapters.services.kernel.RemoteHttp.HttpLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import java.time.Duration;
import java.util.Optional;

/** A server that answers what a test puts in, and a client of it with a clock of its own. */
public final class ClickUpStub extends HttpStub<ClickUpStub> {
    public static final String TOKEN = "pk_example_not_a_token";

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
        HttpLimits limits = new HttpLimits(limit, limit, limit, limit.plusMillis(500));
        this.budget = new CallBudget(budget, limits.call(), new MemoryCallBudget(nanos::get), nanos::get);
        this.client = new ClickUpClient(new ClientLimits(limits, budget, "1.2"), account(), this.budget, tries -> 0L);
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

    @Override
    protected ClickUpStub self() {
        return this;
    }

    @Override
    public void close() {
        client.close();
        super.close();
    }
}
