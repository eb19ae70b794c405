package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Reading;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemotePage;
import dev.devledger.application.sync.connector.RemoteReads;
import dev.devledger.domain.sync.content.RemoteList;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads to their end, page by page. What was read of one that the budget or the lease ends is kept for a moment, and
 * whoever asks for it again goes on from there: begun anew each time, a long one would never come to its end. Not stored:
 * after a restart it begins anew.
 */
public final class PagedReads {

    /** Sends the request for a page. What it throws ends the read. */
    public interface Requests {
        <T> RemoteAnswer<T> send(Function<RemoteReads, RemoteAnswer<T>> request);
    }

    private final String service;
    private final InstantSource clock;
    private final Map<Class<? extends Reading>, PartialRead> cut = new HashMap<>();
    private final Set<String> gone = new HashSet<>();

    /** @param service what it is called */
    public PagedReads(String service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    /** Every list of the account but the inbox. */
    public RemoteAnswer<List<RemoteList>> lists(Requests requests) {
        return lists(requests, RemoteReads::lists);
    }

    /** Whether what was in that list has told so, and the account has shown none at all since. */
    boolean isProvenGone(String list) {
        return gone.contains(list);
    }

    void provenGone(String list) {
        gone.add(list);
    }

    void showsLists() {
        gone.clear();
    }

    /** Those of them that are open, and maybe others. */
    public RemoteAnswer<List<RemoteList>> openLists(Requests requests) {
        return lists(requests, RemoteReads::openLists);
    }

    private interface ListPages {
        RemoteAnswer<RemotePage<List<RemoteList>>> page(RemoteReads remote, @Nullable String cursor);
    }

    private RemoteAnswer<List<RemoteList>> lists(Requests requests, ListPages pages) {
        Map<String, RemoteList> all = new LinkedHashMap<>();
        Set<String> turned = new HashSet<>();
        @Nullable String next = null;
        do {
            String cursor = next;
            RemoteAnswer<RemotePage<List<RemoteList>>> answer = requests.send(remote -> pages.page(remote, cursor));
            if (!(answer instanceof RemoteAnswer.Ok<RemotePage<List<RemoteList>>>(var page))) {
                return answer.failed();
            }
            page.rows().forEach(list -> all.put(list.id(), list));
            next = page.next();
            if (next != null && !turned.add(next)) {
                return new RemoteAnswer.Unknown<>(service + " returned only a part of the lists, and not the others");
            }
        } while (next != null);
        return new RemoteAnswer.Ok<>(List.copyOf(all.values()));
    }

    /** All of it, or no answer; empty where its list is not there. */
    public RemoteAnswer<Optional<Listing>> read(Reading what, Requests requests) {
        PartialRead earlier = cut.remove(what.getClass());
        if (earlier == null || !earlier.isPartOf(what, clock.instant())) {
            return rest(new PartialRead(what, service, clock.instant()), requests);
        }
        RemoteAnswer<Optional<Listing>> answer = rest(earlier, requests);
        PartialRead news = earlier.news();
        return news == null ? answer : answer.flatMap(before -> rest(news, requests));
    }

    private RemoteAnswer<Optional<Listing>> rest(PartialRead read, Requests requests) {
        boolean listed = true;
        while (listed && !read.isWhole()) {
            RemoteAnswer<Optional<RemotePage<Listing>>> answer = next(read, requests);
            if (!(answer instanceof RemoteAnswer.Ok<Optional<RemotePage<Listing>>>(var page))) {
                return answer.failed();
            }
            listed = page.isPresent();
        }
        return new RemoteAnswer.Ok<>(listed ? Optional.of(read.listing()) : Optional.empty());
    }

    private RemoteAnswer<Optional<RemotePage<Listing>>> next(PartialRead read, Requests requests) {
        try {
            RemoteAnswer<Optional<RemotePage<Listing>>> answer =
                    requests.send(remote -> read.askedOf(remote).flatMap(read::take));
            if (answer instanceof RemoteAnswer.NotSent<Optional<RemotePage<Listing>>>) {
                keep(read);
            }
            return answer;
        } catch (CycleStopped stopped) {
            keep(read);
            throw stopped;
        }
    }

    private void keep(PartialRead read) {
        if (read.hasBegun()) {
            read.cut(clock.instant());
            cut.put(read.what().getClass(), read);
        }
    }

    /** What was made since it began may be where it has looked already. */
    void somethingIsMade() {
        cut.remove(Reading.WrittenSince.class);
    }
}
