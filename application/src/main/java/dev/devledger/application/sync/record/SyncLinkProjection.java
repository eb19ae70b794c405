package dev.devledger.application.sync.record;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.link.Counted;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncDecider;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.SyncLinkId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The newest state of each link, by the same rules as the links themselves. */
record SyncLinkProjection(LinkBook links) implements Projection {
    private static final SyncDecider DECIDER = new SyncDecider();

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public int generation() {
        return 9;
    }

    @Override
    public void apply(LedgerEvent event) {
        if (event.payload() instanceof SyncEvent sync) {
            SyncLinkId link = sync.link();
            links.put(link, after(event.version() == 1 ? null : links.find(link).orElse(null), sync, event));
        }
    }

    /** The links are read, changed here, and written together, whatever the number of events. */
    @Override
    public void apply(List<LedgerEvent> events) {
        Map<SyncLinkId, SyncLink> states = new HashMap<>(links.find(linksOf(events)));
        for (LedgerEvent event : events) {
            if (event.payload() instanceof SyncEvent sync) {
                states.put(sync.link(), after(states.get(sync.link()), sync, event));
            }
        }
        links.putAll(states);
    }

    private static Set<SyncLinkId> linksOf(List<LedgerEvent> events) {
        return events.stream()
                .flatMap(event -> event.payload() instanceof SyncEvent sync ? Stream.of(sync.link()) : Stream.of())
                .collect(Collectors.toSet());
    }

    private SyncLink after(@Nullable SyncLink known, SyncEvent sync, LedgerEvent event) {
        SyncLink before = event.version() == 1 ? DECIDER.initial() : known;
        if (before == null) {
            throw new IllegalStateException("no row for " + sync.link());
        }
        if (before instanceof SyncLink.Creating creating && isGivenUp(creating, sync)) {
            links.giveUp(sync.link(), creating.intent(), CreateAttempt.of(creating));
        }
        SyncLink now = DECIDER.evolve(before, sync);
        RemoteRef former = before.object();
        if (former != null && !former.id().equals(idOf(now))) {
            links.putFormer(sync.link(), former);
        }
        if (sync instanceof SyncEvent.Linked linked && isForeign(before, linked)) {
            links.putForeign(sync.link(), linked.remote());
        }
        if (former != null) {
            count(sync, former);
        }
        note(sync);
        return now;
    }

    /** What the ledger did not mean to make others have made; one that is linked again was told of before. */
    private static boolean isForeign(SyncLink before, SyncEvent.Linked linked) {
        return !(before instanceof SyncLink.Creating) && !linked.remote().id().equals(idOf(before));
    }

    private void note(SyncEvent sync) {
        switch (sync) {
            case SyncEvent.NoteIntended(var link, var note, var at) ->
                links.notes().intend(link, note, at);
            case SyncEvent.NoteLinked(var link, var note, var comment, var at) ->
                links.notes().link(link, note, comment, at);
            default -> {}
        }
    }

    /** At the intent: whatever came of it, it was meant. */
    private void count(SyncEvent sync, RemoteRef object) {
        switch (sync) {
            case SyncEvent.DeleteIntended(var link, var at, var counted) -> count(link, object, counted, at);
            case SyncEvent.RemoteGone(var link, var at, var counted) -> count(link, object, counted, at);
            default -> {}
        }
    }

    private void count(SyncLinkId link, RemoteRef object, @Nullable Counted known, Instant at) {
        Counted counted = known == null ? Counted.ALONE : known;
        if (counted.exempt() == null) {
            String unit = counted.unit() == null ? link.entity().toString() : counted.unit();
            links.putDelete(link, object.list(), unit, at);
        }
    }

    private static @Nullable String idOf(SyncLink link) {
        RemoteRef object = link.object();
        return object == null ? null : object.id();
    }

    /**
     * Whether that create may have made an object that nobody knows of. Of several sendings nobody knows which of them
     * made the one that was found.
     */
    private static boolean isGivenUp(SyncLink.Creating creating, SyncEvent event) {
        return switch (event) {
            case SyncEvent.CreateIntended again -> true;
            case SyncEvent.Stopped stopped -> true;
            case SyncEvent.Linked linked -> creating.attempt() > 1;
            default -> false; // it was refused, or surely not sent
        };
    }
}
