package dev.devledger.adapters.ticktick;

import dev.devledger.adapters.ticktick.client.Endpoint;
import dev.devledger.application.sync.connector.RemoteAnswer;
import java.util.List;

/** The columns of a board, which are the sections of a list. There is no way to delete one. */
public final class ColumnCalls {
    private record Name(String name) {}

    private final ApiCalls calls;

    ColumnCalls(ApiCalls calls) {
        this.calls = calls;
    }

    public RemoteAnswer<List<Api.Column>> of(String project) {
        return calls.list(Api.Column.class, Endpoint.columns(project), null);
    }

    /** Not idempotent. The name is cut at 64 characters. */
    public RemoteAnswer<Api.Column> create(String project, String name) {
        return calls.one(Api.Column.class, Endpoint.createColumn(project), new Name(name));
    }

    /** Unknown where there is no such column: TickTick then answers nothing. */
    public RemoteAnswer<Api.Column> rename(String project, String column, String name) {
        return calls.one(Api.Column.class, Endpoint.updateColumn(project, column), new Name(name));
    }
}
