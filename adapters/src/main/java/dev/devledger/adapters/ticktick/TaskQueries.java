package dev.devledger.adapters.ticktick;

import dev.devledger.adapters.ticktick.client.Endpoint;
import dev.devledger.application.sync.connector.RemoteAnswer;
import java.util.List;

/** Tasks of many lists at once. All but the search stop at 200 without a sign of it (docs/ticktick.md, section 10). */
public final class TaskQueries {
    private final ApiCalls calls;

    TaskQueries(ApiCalls calls) {
        this.calls = calls;
    }

    public RemoteAnswer<List<Api.Task>> completed(ApiQuery.Completed query) {
        return calls.list(Api.Task.class, Endpoint.completed(), query);
    }

    public RemoteAnswer<List<Api.Task>> filtered(ApiQuery.Filter query) {
        return calls.list(Api.Task.class, Endpoint.filter(), query);
    }

    public RemoteAnswer<List<Api.Task>> undone(ApiQuery.Undone query) {
        return calls.list(Api.Task.class, Endpoint.undone(), query);
    }

    public RemoteAnswer<List<Api.Task>> search(ApiQuery.Search query) {
        return calls.list(Api.Task.class, Endpoint.search(), query);
    }
}
