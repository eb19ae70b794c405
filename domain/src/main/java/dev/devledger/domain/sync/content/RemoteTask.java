package dev.devledger.domain.sync.content;

import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A task as the connected service holds it, with the data that a later write needs.
 *
 * @param items the checklist with remote ids, so that a kept item keeps its id; the content has the same items and ids
 * @param checklistKind true if the service stores the task's text as a checklist's description instead of a note
 * @param recurring true if completing the task moves it to its next date instead of ending it
 * @param createdAt the time of creation by the remote, null if it gives none
 * @param writtenAt the time of the last write by anyone, as the remote gives it, null if it gives none. It is compared
 *     with {@code createdAt} only: it never proves that an object is unchanged since a read
 * @param fields the fields that only the service has, by name; null if the answer does not show them
 * @param checklist the id of the checklist with these items, if a write needs it; null if there is none yet
 * @param gaps the parts that the answer leaves open
 */
public record RemoteTask(
        RemoteTask.RemoteRef ref,
        CanonicalContent content,
        List<Item> items,
        boolean checklistKind,
        boolean recurring,
        @Nullable Instant createdAt,
        @Nullable Instant writtenAt,
        @Nullable SortedMap<String, Object> fields,
        @Nullable String checklist,
        UnshownParts gaps) {

    /**
     * The time after a task's creation in which a write counts as part of the creation: a service may date the two
     * apart.
     */
    private static final Duration MAKING = Duration.ofSeconds(2);

    /**
     * An item of the checklist as the remote holds it.
     *
     * @param unmapped other data that the remote keeps on the item, in the connector's own form: a checklist is
     *     replaced as a whole, so it has to be sent back
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

    private static List<ChecklistEntry> named(List<ChecklistEntry> checks, List<Item> items) {
        return IntStream.range(0, checks.size())
                .mapToObj(i -> {
                    ChecklistEntry check = checks.get(i);
                    boolean isNamed = i < items.size() && items.get(i).title().equals(check.title());
                    String id = isNamed ? items.get(i).id() : "";
                    return new ChecklistEntry(check.title(), check.done(), null, id.isEmpty() ? null : id);
                })
                .toList();
    }

    public RemoteTask(
            RemoteRef ref,
            CanonicalContent content,
            List<Item> items,
            boolean checklistKind,
            boolean recurring,
            @Nullable Instant createdAt) {
        this(ref, content, items, checklistKind, recurring, createdAt, null);
    }

    /** A task for which the service shows no fields of its own. */
    public RemoteTask(
            RemoteRef ref,
            CanonicalContent content,
            List<Item> items,
            boolean checklistKind,
            boolean recurring,
            @Nullable Instant createdAt,
            @Nullable Instant writtenAt) {
        this(ref, content, items, checklistKind, recurring, createdAt, writtenAt, null, null, UnshownParts.NONE);
    }

    /** Returns a copy with another content. */
    public RemoteTask with(CanonicalContent newContent) {
        return new RemoteTask(
                ref, newContent, items, checklistKind, recurring, createdAt, writtenAt, fields, checklist, gaps);
    }

    public RemoteTask with(UnshownParts open) {
        return new RemoteTask(
                ref, content, items, checklistKind, recurring, createdAt, writtenAt, fields, checklist, open);
    }

    /** Fills the gaps of the answer from the known content; the linked checklist is unknown. */
    public RemoteTask filled(CanonicalContent known) {
        return filled(known, null);
    }

    /**
     * @param linked the id of the linked checklist, which counts whatever its name and items; null if it is not known
     */
    public RemoteTask filled(CanonicalContent known, @Nullable String linked) {
        boolean isNamed = linked != null && linked.equals(checklist);
        UnshownParts.Checklist ours = isNamed ? null : gaps.of(linked, known.checklist(), items);
        RemoteTask task = ours == null ? this : withItems(ours.items(), ours.id());
        String unsure = linked == null || isNamed ? checklist : null;
        return (isListed() ? task : task.withItems(itemsOf(known), unsure)).with(gaps.filled(task.content(), known));
    }

    /** True if the answer shows its checklists. */
    public boolean isListed() {
        return !gaps.fields().contains(CanonicalChanges.Field.CHECKLIST);
    }

    private static List<Item> itemsOf(CanonicalContent known) {
        return known.checklist().stream()
                .map(check -> new Item(check.remoteId() == null ? "" : check.remoteId(), check.title(), check.done()))
                .toList();
    }

    /** Returns a copy with other items in its checklist. */
    public RemoteTask withItems(List<Item> newItems, @Nullable String of) {
        CanonicalContent listed = content.withChecklist(newItems.stream()
                .map(item -> new ChecklistEntry(item.title(), item.done()))
                .toList());
        return new RemoteTask(ref, listed, newItems, checklistKind, recurring, createdAt, writtenAt, fields, of, gaps);
    }

    /** True if, by the remote's times, the task was not written after its creation. */
    public boolean isAsMade() {
        return isAsMade(createdAt, writtenAt);
    }

    /** As {@link #isAsMade()}, by these two times alone. */
    public static boolean isAsMade(@Nullable Instant createdAt, @Nullable Instant writtenAt) {
        return createdAt != null && writtenAt != null && !writtenAt.isAfter(createdAt.plus(MAKING));
    }

    /** A remote object's address: its list and its own id. For a list both are the list's id. */
    public record RemoteRef(String list, String id) {}

    /**
     * A parent in the service, with its entity in the ledger: a remote id means nothing to people, and the object may
     * be gone when they answer.
     *
     * @param entity the project or task of the ledger; null if the object is linked to none
     */
    public record RemotePlace(RemoteRef object, @Nullable EntityRef entity) {}

    /**
     * The status of an object. {@link #PLANNED}, {@link #PAUSED} and {@link #BLOCKED} exist only on a card in the
     * ledger's words: a remote without them has an open task with a tag (docs/contract.md, section 5).
     */
    public enum RemoteStatus {
        OPEN,
        COMPLETED,
        ABANDONED,
        PLANNED,
        PAUSED,
        BLOCKED;

        /** True if the work on it has ended. */
        public boolean isTerminal() {
            return switch (this) {
                case COMPLETED, ABANDONED -> true;
                case OPEN, PLANNED, PAUSED, BLOCKED -> false;
            };
        }
    }

    /**
     * A list of the connected service.
     *
     * @param content its name as the title, and its other content
     * @param writable false if the list is closed, or shared only for reading or commenting
     * @param gaps the parts that the answer leaves open
     */
    public record RemoteList(String id, CanonicalContent content, boolean writable, UnshownParts gaps) {

        public RemoteList(String id, CanonicalContent content, boolean writable) {
            this(id, content, writable, UnshownParts.NONE);
        }

        /** A list of which only the name is known. */
        public RemoteList(String id, String name, boolean writable) {
            this(id, CanonicalContent.list(name), writable);
        }

        /** A list that can be written, as most can. */
        public RemoteList(String id, String name) {
            this(id, name, true);
        }

        public String name() {
            return content.title();
        }

        /** Returns a copy with another content. */
        public RemoteList with(CanonicalContent newContent) {
            return new RemoteList(id, newContent, writable, gaps);
        }

        /** Fills the gaps of the answer from the known content. */
        public RemoteList filled(CanonicalContent known) {
            return with(gaps.filled(content, known));
        }
    }
}
