package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a person does in the app: there, what is below a task goes with it. */
public final class Phone {
    private final MemoryRemote remote;
    private final Clock clock;

    public Phone(MemoryRemote remote, Clock clock) {
        this.remote = remote;
        this.clock = clock;
    }

    public Card add(String list, String title) {
        return remote.add(list, CanonicalContent.list(title));
    }

    public Card addBelow(Card parent, String title) {
        return remote.add(parent.list, CanonicalContent.list(title).withParent(parent.id));
    }

    public void rename(Card card, String title) {
        Map<String, String> odd = card.content.oddDates();
        set(card, title, card.content.priority(), card.content.startDate(), card.content.dueDate());
        keep(card, odd);
    }

    public void prioritise(Card card, Priority priority) {
        Map<String, String> odd = card.content.oddDates();
        set(card, card.content.title(), priority, card.content.startDate(), card.content.dueDate());
        keep(card, odd);
    }

    public void stage(Card card, String stage, int minutes) {
        write(card, card.content.with(stage, minutes, card.content.assignees()));
    }

    public void due(Card card, @Nullable When due) {
        set(card, card.content.title(), card.content.priority(), null, due);
    }

    /** And no date on which it is due. */
    public void start(Card card, When start) {
        set(card, card.content.title(), card.content.priority(), start, null);
    }

    public void dates(Card card, When start, When due) {
        set(card, card.content.title(), card.content.priority(), start, due);
    }

    /** With a due date that is in no calendar: that is what is near, as far as something is. */
    public void odd(Card card, @Nullable When near, String said) {
        due(card, near);
        keep(card, Map.of("dueDate", said));
    }

    private static void keep(Card card, @Nullable Map<String, String> odd) {
        if (odd != null) {
            card.content = card.content.withOddDates(new TreeMap<>(odd));
        }
    }

    private void set(Card card, String title, Priority priority, @Nullable When start, @Nullable When due) {
        CanonicalContent c = card.content;
        write(
                card,
                new CanonicalContent(
                        title,
                        c.description(),
                        priority,
                        c.tags(),
                        start,
                        due,
                        c.timeZone(),
                        c.checklist(),
                        c.status(),
                        c.parent(),
                        c.stage(),
                        c.estimateMinutes(),
                        c.assignees(),
                        c.blockedBy(),
                        null,
                        null));
    }

    /** The app has no place for what the service does not hold. */
    private void write(Card card, CanonicalContent content) {
        card.content = remote.nature().kept(content, card.list);
    }

    public void describe(Card card, String text) {
        write(card, card.content.withDescription(text));
    }

    public void tag(Card card, String tag) {
        SortedSet<String> tags = new TreeSet<>(card.content.tags());
        tags.add(tag);
        card.content = card.content.withTags(tags);
    }

    public void untag(Card card, String tag) {
        SortedSet<String> tags = new TreeSet<>(card.content.tags());
        tags.remove(tag);
        card.content = card.content.withTags(tags);
    }

    public void check(Card card, String item, boolean done) {
        List<CanonicalContent.ChecklistEntry> items = new ArrayList<>(card.content.checklist());
        items.removeIf(each -> each.title().equals(item));
        items.add(new CanonicalContent.ChecklistEntry(item, done));
        checklist(card, items);
    }

    /** Below what is in it. */
    public void checkAll(Card card, List<String> titles) {
        List<CanonicalContent.ChecklistEntry> items = new ArrayList<>(card.content.checklist());
        titles.forEach(title -> items.add(new CanonicalContent.ChecklistEntry(title, false)));
        checklist(card, items);
    }

    public void renameItem(Card card, int place, String title) {
        List<CanonicalContent.ChecklistEntry> items = new ArrayList<>(card.content.checklist());
        CanonicalContent.ChecklistEntry item = items.get(place);
        items.set(place, new CanonicalContent.ChecklistEntry(title, item.done(), null, item.remoteId()));
        checklist(card, items);
    }

    public void moveItem(Card card, int from, int to) {
        List<CanonicalContent.ChecklistEntry> items = new ArrayList<>(card.content.checklist());
        items.add(to, items.remove(from));
        checklist(card, items);
    }

    private void checklist(Card card, List<CanonicalContent.ChecklistEntry> items) {
        write(card, card.content.withChecklist(items));
        remote.checked(card);
    }

    /** What only the app knows of it, and of the items of its checklist. */
    public void note(Card card, String unmapped) {
        card.unmapped = unmapped;
        remote.noteItems(card, unmapped);
    }

    public void say(Card card, String text) {
        remote.comments().say(card, "Ben", text);
    }

    /** Whether it does, or something that it waits for. */
    public boolean waitsFor(Card card, Card other) {
        Set<String> seen = new HashSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(card.id));
        while (!left.isEmpty()) {
            String each = left.remove();
            if (each.equals(other.id)) {
                return true;
            }
            if (seen.add(each)) {
                remote.byId(each).ifPresent(found -> left.addAll(found.content.blockedBy()));
            }
        }
        return false;
    }

    /** What it waits for; where it did so already, it does not any more. */
    public void dependsOn(Card card, Card other) {
        SortedSet<String> waitsFor = new TreeSet<>(card.content.blockedBy());
        if (!waitsFor.remove(other.id)) {
            waitsFor.add(other.id);
        }
        card.content = card.content.withBlockedBy(waitsFor);
    }

    /** Each day from now on. */
    public void repeat(Card card) {
        card.recurring = remote.nature().holds(Field.DATES); // a rule needs a date
        due(card, new When.Day(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }

    /** With what is below it, in the same list. */
    public void duplicate(Card card) {
        copy(card, card.list, card.content.parent());
    }

    /** With all that is open in it. */
    public void duplicateList(String list, String name) {
        String copy = remote.addList(name).id();
        remote.live().stream()
                .filter(card -> card.list.equals(list) && card.content.status() == RemoteStatus.OPEN)
                .filter(card -> !isOpen(card.content.parent()))
                .forEach(card -> copy(card, copy, null));
    }

    private boolean isOpen(@Nullable String id) {
        return id != null
                && remote.byId(id)
                        .filter(card -> !card.deleted && card.content.status() == RemoteStatus.OPEN)
                        .isPresent();
    }

    private void copy(Card card, String list, @Nullable String parent) {
        List<Card> below = remote.live().stream()
                .filter(each -> card.id.equals(each.content.parent()) && each.content.status() == RemoteStatus.OPEN)
                .toList();
        Card copy = remote.add(list, card.content.withParent(parent));
        copy.copyOf = card.id;
        remote.checked(copy);
        below.forEach(each -> copy(each, list, copy.id));
    }

    public void complete(Card card) {
        if (card.recurring) {
            remote.nextOccurrence(card);
            return;
        }
        status(card, RemoteStatus.COMPLETED);
        if (remote.has(Habit.CHILDREN_END)) {
            remote.live().stream()
                    .filter(each -> card.id.equals(each.content.parent()))
                    .filter(each -> each.content.status() == RemoteStatus.OPEN)
                    .forEach(this::complete);
        }
    }

    public void abandon(Card card) {
        status(card, RemoteStatus.ABANDONED);
    }

    public void reopen(Card card) {
        status(card, RemoteStatus.OPEN);
    }

    private void status(Card card, RemoteStatus status) {
        write(card, card.content.withStatus(status));
        card.finishedAt = clock.instant();
    }

    /** To the top of that list. */
    public void move(Card card, String list) {
        card.content = card.content.withParent(null);
        relocate(card, list);
    }

    public void moveBelow(Card card, Card parent) {
        card.content = card.content.withParent(parent.id);
        relocate(card, parent.list);
    }

    private void relocate(Card card, String list) {
        card.list = list;
        write(card, card.content);
        remote.live().stream()
                .filter(each -> card.id.equals(each.content.parent()))
                .forEach(each -> relocate(each, list));
    }

    public void delete(Card card) {
        remote.live().stream()
                .filter(each -> card.id.equals(each.content.parent()))
                .toList()
                .forEach(this::delete);
        throwAway(card);
    }

    private static void throwAway(Card card) {
        card.deleted = true;
        card.thrownAway = true;
    }

    /** Out of the trash. */
    public void restore(Card card) {
        card.deleted = false;
        card.deletedBySync = false;
        card.restoredAt = clock.instant();
    }

    public void deleteList(String list) {
        remote.live().stream().filter(card -> card.list.equals(list)).forEach(Phone::throwAway);
        remote.removeList(list);
    }
}
