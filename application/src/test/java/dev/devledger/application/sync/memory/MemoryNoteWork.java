package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.NoteLinks.PendingNotes;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The marks of one account. */
public final class MemoryNoteWork implements PendingNotes {
    private final MemoryBook links;
    private final Map<UUID, Row> rows = new LinkedHashMap<>();

    private static final class Row {
        private long generation;
        private boolean send;
        private boolean wanted;
        private @Nullable Instant writtenAt;
        private @Nullable Instant readAt;
        private @Nullable Instant readTo;
        private Instant notBefore = Instant.EPOCH;
        private int attempts;
        private @Nullable String reason;
    }

    public MemoryNoteWork(MemoryBook links) {
        this.links = links;
    }

    private Row row(UUID task) {
        return rows.computeIfAbsent(task, any -> new Row());
    }

    @Override
    public void markNoted(ConnectedAccount account, Collection<UUID> tasks) {
        tasks.stream().map(this::row).forEach(row -> {
            row.send = true;
            row.generation++;
            row.notBefore = Instant.EPOCH;
            row.attempts = 0;
            row.reason = null;
        });
    }

    @Override
    public void markLinked(ConnectedAccount account, Collection<UUID> tasks) {
        tasks.stream().flatMap(task -> Stream.ofNullable(rows.get(task))).forEach(row -> {
            row.wanted |= row.writtenAt != null && row.readAt == null;
            row.generation++;
        });
        markNoted(
                account,
                tasks.stream()
                        .filter(task -> !links.notes().of(account, task).isEmpty())
                        .toList());
    }

    @Override
    public void markEnded(ConnectedAccount account, Collection<UUID> tasks) {
        tasks.stream().flatMap(task -> Stream.ofNullable(rows.get(task))).forEach(row -> {
            row.wanted = false;
            row.readAt = null;
        });
    }

    @Override
    public void see(ConnectedAccount account, Collection<RemoteTask> tasks, Instant now) {
        tasks.forEach(task -> linked(account, List.of(task.ref().id())).forEach(id -> see(account, id, task, now)));
    }

    private void see(ConnectedAccount account, UUID id, RemoteTask task, Instant now) {
        Row row = row(id);
        Instant writtenAt = Objects.requireNonNullElse(task.writtenAt(), Instant.EPOCH);
        boolean first = row.writtenAt == null;
        if (row.writtenAt != null && !writtenAt.isAfter(row.writtenAt)) {
            return;
        }
        boolean foreign = !links.foreign(account, List.of(EntityRef.task(id))).isEmpty();
        row.wanted |= !first || foreign || !task.isAsMade();
        row.readAt = row.readAt == null && !row.wanted ? now : row.readAt;
        row.writtenAt = writtenAt;
        row.generation++;
    }

    @Override
    public void markToRead(ConnectedAccount account, Collection<String> objects) {
        linked(account, objects).map(this::row).forEach(row -> {
            row.wanted = true;
            row.generation++;
        });
    }

    private Stream<UUID> linked(ConnectedAccount account, Collection<String> objects) {
        return links.ofRemote(account, objects).stream()
                .filter(each -> each.entity().kind() == EntityRef.Kind.TASK)
                .filter(each -> each.link() instanceof SyncLink.Linked)
                .map(each -> each.entity().id());
    }

    @Override
    public List<Item> toSend(ConnectedAccount account, Instant now, int limit) {
        return items(row -> row.send && isDue(row, now), limit);
    }

    @Override
    public List<Item> toRead(ConnectedAccount account, Instant now, int limit) {
        return items(row -> row.wanted && isDue(row, now), limit);
    }

    @Override
    public List<Item> unreadSince(ConnectedAccount account, Instant then, Instant now, int limit) {
        return items(
                row -> !row.wanted
                        && row.readAt != null
                        && (row.readAt.isBefore(then) || CreateAttempt.isAhead(row.readAt, now))
                        && isDue(row, now),
                limit);
    }

    private static boolean isDue(Row row, Instant now) {
        return !row.notBefore.isAfter(now) || row.notBefore.isAfter(now.plus(PendingWork.LONGEST_WAIT));
    }

    private List<Item> items(Predicate<Row> which, int limit) {
        return rows.entrySet().stream()
                .filter(each -> which.test(each.getValue()))
                .sorted(Comparator.comparing(each -> Objects.requireNonNullElse(each.getValue().readAt, Instant.EPOCH)))
                .limit(limit)
                .map(each -> new Item(
                        each.getKey(), each.getValue().generation, each.getValue().readTo, each.getValue().attempts))
                .toList();
    }

    @Override
    public void done(ConnectedAccount account, Item item, @Nullable Read read) {
        Row row = row(item.task());
        if (row.generation == item.generation()) {
            row.send = false;
            row.wanted &= read == null;
        }
        if (read != null) {
            row.readAt = isLinked(account, item.task()) ? read.at() : row.readAt;
            row.readTo = read.to() == null ? row.readTo : read.to();
        }
        row.notBefore = Instant.EPOCH;
        row.attempts = 0;
        row.reason = null;
    }

    private boolean isLinked(ConnectedAccount account, UUID task) {
        return links.find(account.link(EntityRef.task(task))).orElse(SyncLink.None.EVER) instanceof SyncLink.Linked;
    }

    @Override
    public void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, String reason) {
        Row row = row(item.task());
        row.notBefore = row.generation == item.generation() ? notBefore : row.notBefore;
        row.attempts = attempts;
        row.reason = reason;
    }

    @Override
    public int pending(ConnectedAccount account) {
        return (int) rows.values().stream().filter(row -> row.send).count();
    }

    @Override
    public LinkBook.Sample failing(ConnectedAccount account) {
        Map<UUID, String> reasons = new TreeMap<>();
        rows.forEach((task, row) -> {
            if (row.reason != null) {
                reasons.put(task, row.reason);
            }
        });
        return reasons.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(each -> new LinkBook.Sample(reasons.size(), EntityRef.task(each.getKey()), each.getValue()))
                .orElse(LinkBook.Sample.NONE);
    }

    @Override
    public @Nullable Instant nextDue(ConnectedAccount account) {
        return rows.values().stream()
                .filter(row -> row.send)
                .map(row -> row.notBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
