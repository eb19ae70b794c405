package dev.devledger.adapters.ticktick;

import dev.devledger.adapters.ticktick.client.Endpoint;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import java.util.List;

/** Folders of lists. Which list is in which cannot be written; a name over 64 characters is refused. */
public final class GroupCalls {
    private record Name(String name) {}

    private final ApiCalls calls;

    GroupCalls(ApiCalls calls) {
        this.calls = calls;
    }

    public RemoteAnswer<List<Api.Group>> all() {
        return calls.list(Api.Group.class, Endpoint.groups(), null);
    }

    /** Not idempotent. */
    public RemoteAnswer<Api.Group> create(String name) {
        return calls.one(Api.Group.class, Endpoint.createGroup(), new Name(name));
    }

    /** Makes a group of that id where there is none. */
    public RemoteAnswer<Api.Group> rename(String group, String name) {
        return calls.one(Api.Group.class, Endpoint.updateGroup(group), new Name(name));
    }

    /** Its lists stay. Idempotent. */
    public RemoteAnswer<Done> delete(String group) {
        return calls.done(Endpoint.deleteGroup(group));
    }
}
