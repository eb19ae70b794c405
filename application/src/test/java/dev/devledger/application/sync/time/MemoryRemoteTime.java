package dev.devledger.application.sync.time;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.EntryMerge;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A service's time in memory, with the moods that services have. */
final class MemoryRemoteTime implements RemoteTimeEntries {
    final Map<String, RemoteEntry> entries = new LinkedHashMap<>();
    /** What is kept, and cannot be changed. */
    final Set<EntryField> fixed = EnumSet.noneOf(EntryField.class);

    Set<EntryField> held = EnumSet.allOf(EntryField.class);
    Set<EntryField> heldRunning = EnumSet.allOf(EntryField.class);
    List<Member> others = List.of();
    boolean deletedIsTold = true;
    boolean holdsProjects;
    boolean saysIds = true;
    boolean namesEntries;
    /** What the next writes come to instead of what they should. */
    Mood mood = Mood.WELL;

    /** So many of the next questions for one entry are not answered. */
    int unheardLooks;

    /** What it says of what it has not added. */
    Optional<String> pretended = Optional.of("r999");

    /** What somebody does there just before the next window is read. */
    Runnable meanwhile = () -> {};

    /** What somebody does there before the next write arrives. */
    Runnable beforeWrite = () -> {};

    /** What a change does not reach, though it says yes. */
    final Set<EntryField> keeps = EnumSet.noneOf(EntryField.class);

    /** What an add does not reach, though it says yes. */
    final Set<EntryField> addedWithout = EnumSet.noneOf(EntryField.class);

    /** What no answer shows. */
    final Set<EntryField> silent = EnumSet.noneOf(EntryField.class);
    /** By id why a row cannot be read. */
    final Map<String, String> unreadable = new LinkedHashMap<>();

    /** Whether such a row at least says its id. */
    boolean namesUnreadable = true;

    int shownLess;
    int calls;
    int writes;
    private int lastId;

    enum Mood {
        WELL,
        REFUSES,
        /** It is done, and nobody hears of it. */
        LOSES_ANSWERS,
        /** Nothing is done, and nobody hears of it. */
        LOSES_REQUESTS,
        /** It says yes and does nothing. */
        PRETENDS
    }

    String put(RemoteEntryContent work) {
        return put(work, null);
    }

    private String put(RemoteEntryContent work, @Nullable UUID entry) {
        lastId++;
        String id = "r" + lastId;
        entries.put(id, new RemoteEntry(id, kept(work), entry));
        return id;
    }

    void change(String id, RemoteEntryContent work) {
        entries.put(id, new RemoteEntry(id, kept(work), null));
    }

    private RemoteEntryContent kept(RemoteEntryContent work) {
        Set<EntryField> lost = EnumSet.allOf(EntryField.class);
        lost.removeAll(holds(work.running()));
        RemoteEntryContent nothing = new RemoteEntryContent(
                null, null, work.start(), work.end(), work.zone(), "", Collections.emptySortedSet(), false, false);
        return work.keeping(nothing, lost);
    }

    @Override
    public Set<EntryField> changes(boolean running) {
        Set<EntryField> changes = EnumSet.copyOf(holds(running));
        changes.removeAll(fixed);
        return changes;
    }

    @Override
    public Set<EntryField> holds(boolean running) {
        return running ? heldRunning : held;
    }

    @Override
    public boolean holdsProjects() {
        return holdsProjects;
    }

    @Override
    public Reach reach() {
        return new Reach(Duration.ofDays(35), Duration.ofDays(400), Duration.ofDays(7));
    }

    @Override
    public boolean reportsDeletion() {
        return deletedIsTold;
    }

    private static RemoteEntryContent without(RemoteEntryContent work, Set<EntryField> fields) {
        RemoteEntryContent nothing = new RemoteEntryContent(
                null, null, work.start(), null, work.zone(), "", Collections.emptySortedSet(), false, false);
        return work.keeping(nothing, fields);
    }

    private RemoteEntry shown(RemoteEntry entry) {
        return new RemoteEntry(entry.id(), without(entry.work(), silent), entry.entry(), silent);
    }

    private List<RemoteEntry> within(Window window) {
        return entries.values().stream()
                .filter(each -> !each.work().start().isBefore(window.from())
                        && each.work().start().isBefore(window.to()))
                .toList();
    }

    @Override
    public RemoteAnswer<RemotePage<Rows>> page(Window window, @Nullable String cursor) {
        calls++;
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
        List<RemoteEntry> all = within(window).stream().map(this::shown).toList();
        List<RemoteEntry> shown = all.subList(0, Math.max(0, all.size() - shownLess));
        return new RemoteAnswer.Ok<>(RemotePage.whole(new Rows(
                shown.stream()
                        .filter(each -> !unreadable.containsKey(each.id()))
                        .toList(),
                shown.stream()
                        .map(RemoteEntry::id)
                        .filter(unreadable::containsKey)
                        .map(id -> new UnreadableEntry(namesUnreadable ? id : null, String.valueOf(unreadable.get(id))))
                        .toList())));
    }

    @Override
    public RemoteAnswer<OptionalInt> count(Window window) {
        return new RemoteAnswer.Ok<>(OptionalInt.of(within(window).size()));
    }

    @Override
    public RemoteAnswer<Rows> running() {
        return new RemoteAnswer.Ok<>(new Rows(
                entries.values().stream().filter(each -> each.work().running()).toList(), List.of()));
    }

    @Override
    public RemoteAnswer<List<Member>> others() {
        return new RemoteAnswer.Ok<>(others);
    }

    @Override
    public RemoteAnswer<Optional<RemoteEntry>> find(String id) {
        calls++;
        if (unheardLooks > 0) {
            unheardLooks--;
            return new RemoteAnswer.Unknown<>("no answer");
        }
        if (unreadable.containsKey(id)) {
            return new RemoteAnswer.Unknown<>(String.valueOf(unreadable.get(id)));
        }
        return new RemoteAnswer.Ok<>(Optional.ofNullable(entries.get(id)).map(this::shown));
    }

    @Override
    public RemoteAnswer<Optional<String>> add(RemoteEntryContent work, UUID entry) {
        boolean runs = entries.values().stream().anyMatch(each -> each.work().running());
        if (work.running() && runs) {
            return new RemoteAnswer.Refused<>("a timer runs already");
        }
        return written(
                () -> {
                    String id = put(without(work, addedWithout), namesEntries ? entry : null);
                    return saysIds ? Optional.of(id) : Optional.empty();
                },
                pretended);
    }

    @Override
    public RemoteAnswer<Done> change(RemoteEntry before, RemoteEntryContent wanted) {
        return written(
                () -> {
                    RemoteEntryContent now = entries.get(before.id()).work();
                    Set<EntryField> same = EnumSet.copyOf(keeps);
                    for (EntryField field : EntryField.values()) {
                        if (EntryMerge.isSame(before.work(), wanted, Set.of(field))) {
                            same.add(field); // nobody sends what stays as it is
                        }
                    }
                    entries.put(
                            before.id(), new RemoteEntry(before.id(), kept(wanted.keeping(now, same)), before.entry()));
                    return Done.DONE;
                },
                Done.DONE);
    }

    @Override
    public RemoteAnswer<Done> delete(RemoteEntry entry) {
        return written(
                () -> {
                    entries.remove(entry.id());
                    return Done.DONE;
                },
                Done.DONE);
    }

    private <T> RemoteAnswer<T> written(Supplier<T> work, T pretended) {
        calls++;
        writes++;
        Runnable first = beforeWrite;
        beforeWrite = () -> {};
        first.run();
        return switch (mood) {
            case WELL -> new RemoteAnswer.Ok<>(work.get());
            case REFUSES -> new RemoteAnswer.Refused<>("it is locked");
            case LOSES_ANSWERS -> {
                T unheard = work.get();
                yield new RemoteAnswer.Unknown<>("no answer, such as " + unheard);
            }
            case LOSES_REQUESTS -> new RemoteAnswer.Unknown<>("no answer");
            case PRETENDS -> new RemoteAnswer.Ok<>(pretended);
        };
    }
}
