package dev.devledger.domain.sync.content;

import dev.devledger.domain.sync.content.Canonical.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A task as the connected system holds it, with what a later write of it needs to know.
 *
 * @param items the checklist with the remote ids, so that a kept item keeps its id; the content has the same items, and
 *     their ids as the remote's
 * @param checklistKind whether its text is a checklist's description rather than a note
 * @param recurring whether completing it moves it on instead of ending it
 * @param createdAt when the remote says it was made, null where it does not say
 * @param writtenAt when the remote says that anybody last wrote it, null where it does not say. It is told from no other
 *     time than {@code createdAt}: that an object is unchanged since some read it never proves
 * @param fields what it has in fields of the service's own, by their names; null where that was not told
 * @param checklist which one of its checklists has these items, where a write of them needs to say so; null where it has none
 *     yet
 * @param gaps what the answer leaves open
 */
public record RemoteTask(
        RemoteTask.RemoteRef ref,
        Canonical content,
        List<Item> items,
        boolean checklistKind,
        boolean recurring,
        @Nullable Instant createdAt,
        @Nullable Instant writtenAt,
        @Nullable SortedMap<String, Object> fields,
        @Nullable String checklist,
        Gaps gaps) {

    /** Making it may count as a write of its own there, a few milliseconds later. */
    private static final Duration MAKING = Duration.ofSeconds(2);

    /**
     * An item of the checklist as the remote holds it.
     *
     * @param unmapped what else the remote keeps on the item, in the connector's own form: a checklist is replaced as a
     *     whole, so it has to be sent back with it
     */
    public record Item(String id, String title, boolean done, String unmapped) {
        public Item(String id, String title, boolean done) {
            this(id, title, done, "");
        }
    }

    public RemoteTask {
        items = List.copyOf(items);
        content = content.withChecklist(named(content.checklist(), items));
    }

    private static List<Check> named(List<Check> checks, List<Item> items) {
        return IntStream.range(0, checks.size())
                .mapToObj(i -> {
                    Check check = checks.get(i);
                    boolean isNamed = i < items.size() && items.get(i).title().equals(check.title());
                    String id = isNamed ? items.get(i).id() : "";
                    return new Check(check.title(), check.done(), null, id.isEmpty() ? null : id);
                })
                .toList();
    }

    public RemoteTask(
            RemoteRef ref,
            Canonical content,
            List<Item> items,
            boolean checklistKind,
            boolean recurring,
            @Nullable Instant createdAt) {
        this(ref, content, items, checklistKind, recurring, createdAt, null);
    }

    /** Where nothing is told of fields of the service's own. */
    public RemoteTask(
            RemoteRef ref,
            Canonical content,
            List<Item> items,
            boolean checklistKind,
            boolean recurring,
            @Nullable Instant createdAt,
            @Nullable Instant writtenAt) {
        this(ref, content, items, checklistKind, recurring, createdAt, writtenAt, null, null, Gaps.NONE);
    }

    /** The same with another content. */
    public RemoteTask with(Canonical newContent) {
        return new RemoteTask(
                ref, newContent, items, checklistKind, recurring, createdAt, writtenAt, fields, checklist, gaps);
    }

    public RemoteTask with(Gaps open) {
        return new RemoteTask(
                ref, content, items, checklistKind, recurring, createdAt, writtenAt, fields, checklist, open);
    }

    /** With what is known of it, where the answer leaves it open, and nobody knows which checklist it was. */
    public RemoteTask filled(Canonical known) {
        return filled(known, null);
    }

    /** @param linked the id of the checklist, which is that one whatever it is called and has; null where it is not known */
    public RemoteTask filled(Canonical known, @Nullable String linked) {
        boolean isNamed = linked != null && linked.equals(checklist);
        Gaps.Checklist ours = isNamed ? null : gaps.of(linked, known.checklist(), items);
        RemoteTask task = ours == null ? this : withItems(ours.items(), ours.id());
        String unsure = linked == null || isNamed ? checklist : null;
        return (isListed() ? task : task.withItems(itemsOf(known), unsure)).with(gaps.filled(task.content(), known));
    }

    /** Whether its checklists are shown. */
    public boolean isListed() {
        return !gaps.fields().contains(CanonicalChanges.Field.CHECKLIST);
    }

    private static List<Item> itemsOf(Canonical known) {
        return known.checklist().stream()
                .map(check -> new Item(check.remoteId() == null ? "" : check.remoteId(), check.title(), check.done()))
                .toList();
    }

    /** The same with other items in its checklist. */
    public RemoteTask withItems(List<Item> newItems, @Nullable String of) {
        Canonical listed = content.withChecklist(newItems.stream()
                .map(item -> new Check(item.title(), item.done()))
                .toList());
        return new RemoteTask(ref, listed, newItems, checklistKind, recurring, createdAt, writtenAt, fields, of, gaps);
    }

    /** Whether the remote says that nobody has written it since it was made. */
    public boolean isAsMade() {
        return isAsMade(createdAt, writtenAt);
    }

    /** The same by these two times alone. */
    public static boolean isAsMade(@Nullable Instant createdAt, @Nullable Instant writtenAt) {
        return createdAt != null && writtenAt != null && !writtenAt.isAfter(createdAt.plus(MAKING));
    }

    /** A remote object's address: its list and its own id. For a list both are the list's id. */
    public record RemoteRef(String list, String id) {}

    /**
     * What something is below at a remote, as people know it: a remote id says nothing to them, and may be gone when they answer.
     *
     * @param entity the project or task that it is in the ledger; null where it is none
     */
    public record RemotePlace(RemoteRef object, @Nullable EntityRef entity) {}

    /**
     * How an object stands. {@link #PLANNED}, {@link #PAUSED} and {@link #BLOCKED} exist only on a card in the
     * ledger's words: a remote that does not know it has an open task there, with a tag (docs/contract.md, section 5).
     */
    public enum RemoteStatus {
        OPEN,
        COMPLETED,
        ABANDONED,
        PLANNED,
        PAUSED,
        BLOCKED;

        /** Whether work on it has ended. */
        public boolean isTerminal() {
            return switch (this) {
                case COMPLETED, ABANDONED -> true;
                case OPEN, PLANNED, PAUSED, BLOCKED -> false;
            };
        }
    }
}
