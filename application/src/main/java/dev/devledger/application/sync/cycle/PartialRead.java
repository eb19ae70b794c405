package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Reading;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemotePage;
import dev.devledger.application.sync.connector.RemoteReads;
import dev.devledger.domain.sync.link.CreateAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A read as far as it has come; never taken for the whole. */
final class PartialRead {
    /** So long after its last page it may go on: what it has seen may be otherwise after that. */
    private static final Duration KEPT = Duration.ofMinutes(3);

    private final Reading what;
    private final String service;
    private final Instant begun;
    private final List<Listing> pages = new ArrayList<>();
    /** To which it has gone on: whoever is sent back to one of them would never come to the end. */
    private final Set<String> turned = new HashSet<>();

    private @Nullable String next;
    private boolean whole;
    private Instant cutAt = Instant.MIN;

    PartialRead(Reading what, String service, Instant begun) {
        this.what = what;
        this.service = service;
        this.begun = begun;
    }

    Reading what() {
        return what;
    }

    boolean hasBegun() {
        return !pages.isEmpty();
    }

    void cut(Instant now) {
        cutAt = now;
    }

    boolean isWhole() {
        return whole;
    }

    /** The next page of it. */
    RemoteAnswer<Optional<RemotePage<Listing>>> askedOf(RemoteReads remote) {
        return remote.page(what, next);
    }

    RemoteAnswer<Optional<RemotePage<Listing>>> take(Optional<RemotePage<Listing>> answered) {
        if (answered.isEmpty()) {
            return new RemoteAnswer.Ok<>(answered);
        }
        RemotePage<Listing> page = answered.get();
        if (page.next() != null && !turned.add(page.next())) {
            return new RemoteAnswer.Unknown<>(service + " returned only a part of the tasks, and not the others");
        }
        pages.add(page.rows());
        next = page.next();
        whole = next == null;
        return whole ? judged().map(all -> answered) : new RemoteAnswer.Ok<>(answered);
    }

    /** Of a whole account, however many cannot be read: it is asked where something is, and these are there. */
    private RemoteAnswer<Listing> judged() {
        return switch (what) {
            case Reading.InList list -> listing().unlessTooManyAreQuarantined();
            case Reading.FinishedSince finished -> listing().unlessTooManyAreQuarantined();
            case Reading.OpenAnywhere open -> new RemoteAnswer.Ok<>(listing());
            case Reading.WrittenSince written -> new RemoteAnswer.Ok<>(listing());
        };
    }

    Listing listing() {
        return Listing.ofAll(pages);
    }

    /** Whether whoever asks for that now may go on with it. */
    boolean isPartOf(Reading asked, Instant now) {
        boolean young = !now.isBefore(cutAt) && now.isBefore(cutAt.plus(KEPT));
        return young
                && switch (asked) {
                    case Reading.InList list -> false; // it is compared with what was written since
                    case Reading.OpenAnywhere open -> true;
                    case Reading.FinishedSince(var lists, var since) ->
                        what instanceof Reading.FinishedSince(var in, var from)
                                && in.equals(lists)
                                && !from.isAfter(since);
                    case Reading.WrittenSince(var list, var since) ->
                        what instanceof Reading.WrittenSince(var in, var from)
                                && in.equals(list)
                                && !from.isAfter(since);
                };
    }

    /** What has come to it since its first page was read; null where that is not asked. */
    @Nullable
    PartialRead news() {
        if (!(what instanceof Reading.FinishedSince(var lists, var since))) {
            return null;
        }
        Instant from = Collections.max(List.of(since, begun.minus(CreateAttempt.SKEW)));
        PartialRead news = new PartialRead(new Reading.FinishedSince(lists, from), service, begun);
        news.pages.addAll(pages);
        return news;
    }
}
