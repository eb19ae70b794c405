package dev.devledger.adapters.ticktick;

import dev.devledger.adapters.ticktick.client.Endpoint;
import dev.devledger.application.sync.connector.RemoteAnswer;
import java.util.List;
import java.util.Locale;

/** Tags. Those that exist on tasks alone are not listed; there is no way to rename or delete one. */
public final class TagCalls {
    private record NewTag(String name, String label) {}

    private final ApiCalls calls;

    TagCalls(ApiCalls calls) {
        this.calls = calls;
    }

    public RemoteAnswer<List<Api.Tag>> all() {
        return calls.list(Api.Tag.class, Endpoint.tags(), null);
    }

    /** @param label in any case; its name is the same in lower case */
    public RemoteAnswer<Api.Tag> create(String label) {
        return calls.one(Api.Tag.class, Endpoint.createTag(), new NewTag(label.toLowerCase(Locale.ROOT), label));
    }
}
