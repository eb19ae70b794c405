package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.cycle.PagedReads;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The reads of a cycle, each with all its pages. */
public final class WholeReads {
    private final PagedReads paged;
    private final PagedReads.Requests requests;

    public WholeReads(RemoteReads remote) {
        this(InstantSource.system(), new PagedReads.Requests() {
            @Override
            public <T> RemoteAnswer<T> send(Function<RemoteReads, RemoteAnswer<T>> request) {
                return request.apply(remote);
            }
        });
    }

    public WholeReads(InstantSource clock, PagedReads.Requests requests) {
        this.paged = new PagedReads("the service", clock);
        this.requests = requests;
    }

    public RemoteAnswer<List<RemoteList>> lists() {
        return paged.lists(requests);
    }

    public RemoteAnswer<Optional<Listing>> openTasks(String list) {
        return paged.read(new ReadTarget.OneList(list), requests);
    }

    public RemoteAnswer<Listing> openAnywhere() {
        return account(new ReadTarget.AllOpenTasks());
    }

    public RemoteAnswer<Listing> finishedTasks(Collection<String> lists, Instant since) {
        return account(new ReadTarget.FinishedSince(lists, since));
    }

    public RemoteAnswer<Listing> everywhere(String list, Instant since) {
        return account(new ReadTarget.WrittenSince(list, since));
    }

    private RemoteAnswer<Listing> account(ReadTarget what) {
        return paged.read(what, requests).map(Optional::orElseThrow);
    }
}
