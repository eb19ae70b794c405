package dev.devledger.adapters.ticktick;

import dev.devledger.adapters.ticktick.client.Endpoint;
import dev.devledger.adapters.ticktick.client.TickTickClient;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * TickTick's calls for projects, tasks, and what belongs to them (docs/ticktick.md, section 4), typed. Each method is
 * one request at most, within the budget; reads are repeated as {@link TickTickClient} does. No method throws for what
 * TickTick or the network did: the {@link RemoteAnswer} says it. An id that cannot be one of TickTick's is not sent;
 * there is nothing.
 */
public final class TickTickApi {
    private final ApiCalls calls;

    private TickTickApi(TickTickClient client, Function<Endpoint, Share> share) {
        this.calls = new ApiCalls(client, share);
    }

    /** Somebody waits for the answers. */
    static TickTickApi interactive(TickTickClient client) {
        return new TickTickApi(client, endpoint -> Share.INTERACTIVE);
    }

    static TickTickApi background(TickTickClient client) {
        return new TickTickApi(client, endpoint -> endpoint.isRead() ? Share.READ : Share.WRITE);
    }

    public ProjectCalls projects() {
        return new ProjectCalls(calls);
    }

    public TaskCalls tasks() {
        return new TaskCalls(calls);
    }

    public TaskQueries queries() {
        return new TaskQueries(calls);
    }

    public GroupCalls groups() {
        return new GroupCalls(calls);
    }

    public ColumnCalls columns() {
        return new ColumnCalls(calls);
    }

    public TagCalls tags() {
        return new TagCalls(calls);
    }

    public CommentCalls comments() {
        return new CommentCalls(calls);
    }

    /** @param timeZone an IANA name, such as {@code Europe/Madrid} */
    public record Preference(@Nullable String timeZone) {}

    /** The account's settings, of which the zone is all that is told. */
    public RemoteAnswer<Preference> preference() {
        return calls.one(Preference.class, Endpoint.preference(), null);
    }
}
