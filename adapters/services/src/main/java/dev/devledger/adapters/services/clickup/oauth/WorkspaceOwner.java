package dev.devledger.adapters.services.clickup.oauth;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.MemoryCallLog;
import dev.devledger.adapters.services.kernel.ServiceAccount;
import dev.devledger.adapters.services.kernel.ServiceSettings;
import dev.devledger.adapters.services.kernel.Tries;
import dev.devledger.application.connection.SameOwner.OwnerLookup;
import dev.devledger.application.sync.connector.CallLog.Share;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whose account a token opens: the workspace's that is kept in step. Who it is in the workspace does not matter, as all of
 * its people see the same tasks there.
 */
public final class WorkspaceOwner implements OwnerLookup, AutoCloseable {
    private final @Nullable String wanted;
    private final ThreadLocal<Optional<String>> asked = ThreadLocal.withInitial(Optional::empty);
    private final ClickUpClient client;

    /** @param wanted the id of the workspace; null or blank for the only one that is granted */
    public WorkspaceOwner(URI apiUrl, @Nullable String wanted, ServiceSettings settings) {
        this.wanted = wanted == null || wanted.isBlank() ? null : wanted.strip();
        CallBudget none =
                new CallBudget("off", settings.limits().call(), new MemoryCallLog(System::nanoTime), System::nanoTime);
        this.client = new ClickUpClient(
                settings, ServiceAccount.of(base -> Optional.of(apiUrl), asked::get), none, Tries.JITTER);
    }

    @Override
    public Owner owner(String token) {
        asked.set(Optional.of(token));
        try {
            return client.call(Share.INTERACTIVE, Endpoint.get("team")) instanceof Outcome.Answered(JsonNode json)
                    ? ofGranted(json.path("teams"))
                    : new Owner.NoAnswer();
        } finally {
            asked.remove();
        }
    }

    /** Which of several it is, or that the one that is set is not granted, is for the status to tell. */
    private Owner ofGranted(JsonNode teams) {
        List<String> granted = teams.valueStream()
                .map(team -> team.path("id").asString(""))
                .filter(id -> wanted == null || wanted.equals(id))
                .toList();
        return granted.size() == 1 ? new Owner.Known(granted.getFirst()) : new Owner.Hidden();
    }

    @Override
    public void close() {
        client.close();
    }
}
