package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.RemoteComments;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The comments on the tasks of a service in memory, a few in each answer. A comment is neither edited nor deleted. */
public final class MemoryComments implements RemoteComments {
    private static final int PAGE = 3;

    private final MemoryRemote remote;
    private final Clock clock;
    private final Map<String, List<Comment>> all = new LinkedHashMap<>();
    private final Set<String> inAnotherTime = new HashSet<>();
    private int ids;

    MemoryComments(MemoryRemote remote, Clock clock) {
        this.remote = remote;
        this.clock = clock;
    }

    /** Returns the card's comments, oldest first. */
    public List<Comment> of(String card) {
        return all.getOrDefault(card, List.of());
    }

    /** Returns the comments of all cards, deleted cards too. */
    public List<Comment> everything() {
        return all.values().stream().flatMap(List::stream).toList();
    }

    /** True if the sender's clock was too wrong to recognise the comment by its time: it may then be sent again. */
    public boolean isSentInAnotherTime(String text) {
        return inAnotherTime.contains(text);
    }

    /** Adds a comment that a person writes in the app. */
    public void say(Card card, String author, String text) {
        said(card, text, author, false);
    }

    private String said(Card card, String text, @Nullable String author, boolean ours) {
        Comment made = new Comment("comment" + ++ids, text, author, ours, clock.instant());
        all.computeIfAbsent(card.id, any -> new ArrayList<>()).add(made);
        Instant writtenAt = Objects.requireNonNull(card.task().writtenAt());
        card.commentedAt = made.at().isAfter(writtenAt) ? made.at() : writtenAt.plusMillis(1);
        return made.id();
    }

    @Override
    public RemoteAnswer<RemotePage<List<Comment>>> page(RemoteRef task, @Nullable String cursor) {
        return remote.answer(Call.COMMENTS, () -> {
            if (there(task.id()) == null) {
                return new RemoteAnswer.Refused<>("it was deleted");
            }
            List<Comment> newest = shown(task.id()).reversed();
            int from = cursor == null
                    ? 0
                    : IntStream.range(0, newest.size())
                                    .filter(at -> newest.get(at).id().equals(cursor))
                                    .findFirst()
                                    .orElse(newest.size())
                            + 1;
            List<Comment> rows = newest.stream().skip(from).limit(PAGE).toList();
            return new RemoteAnswer.Ok<>(
                    rows.size() < PAGE
                            ? RemotePage.whole(rows)
                            : new RemotePage<>(rows, rows.getLast().id()));
        });
    }

    /** Returns the comments that an answer shows: an outdated answer lacks the newest. */
    private List<Comment> shown(String card) {
        return of(card).stream()
                .filter(each ->
                        !remote.isStale() || !each.at().isAfter(clock.instant().minus(MemoryRemote.LAG)))
                .toList();
    }

    @Override
    public RemoteAnswer<String> add(RemoteRef task, String text) {
        if (remote.isSentInAnotherTime()) {
            inAnotherTime.add(text);
        }
        return remote.answer(Call.COMMENT, () -> {
            Card card = there(task.id());
            return card == null
                    ? new RemoteAnswer.Refused<>("it was deleted")
                    : new RemoteAnswer.Ok<>(said(card, text, "Ana", true));
        });
    }

    private @Nullable Card there(String id) {
        return remote.byId(id).filter(card -> !card.deleted).orElse(null);
    }
}
