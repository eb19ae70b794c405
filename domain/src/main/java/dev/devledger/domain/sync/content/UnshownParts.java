package dev.devledger.domain.sync.content;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.RemoteTask.Item;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an object that an answer leaves open. They are filled from the content that both sides agreed on: a
 * field that is not shown keeps its value, and a shown instant that may be the agreed day is that day.
 *
 * @param fields the fields that are not shown
 * @param starts other possible start dates, such as the day for which that instant stood in another zone
 * @param dues other possible due dates
 * @param checklists the object's checklists, except the one chosen by its name
 */
public record UnshownParts(Set<Field> fields, Set<When> starts, Set<When> dues, List<Checklist> checklists) {
    public static final UnshownParts NONE = new UnshownParts(Set.of(), Set.of(), Set.of(), List.of());

    /** One of several checklists, which are told apart by their items. */
    public record Checklist(String id, List<Item> items) {
        public Checklist {
            items = List.copyOf(items);
        }
    }

    public UnshownParts {
        fields = Set.copyOf(fields);
        starts = Set.copyOf(starts);
        dues = Set.copyOf(dues);
        checklists = List.copyOf(checklists);
    }

    /** True if the answer with this content leaves nothing open. */
    public boolean isNone(CanonicalContent shown) {
        return equals(NONE) && shown.oddDates() == null;
    }

    /** Adds a field that is not shown. */
    public UnshownParts and(Field field) {
        Set<Field> more = EnumSet.of(field);
        more.addAll(fields);
        return new UnshownParts(more, starts, dues, checklists);
    }

    /** Fills the gaps of the shown content from the known content. */
    public CanonicalContent filled(CanonicalContent shown, CanonicalContent known) {
        return dated(CanonicalChanges.between(shown, known).only(fields).applyTo(shown), known);
    }

    /**
     * Replaces a shown date by the known date and zone if the answer may mean that date, or if it shows a text that is
     * near no date.
     */
    public CanonicalContent dated(CanonicalContent shown, CanonicalContent known) {
        boolean starts = known.startDate() != null
                && (this.starts.contains(known.startDate()) || isUnknown(shown, "startDate", shown.startDate()));
        boolean ends = known.dueDate() != null
                && (dues.contains(known.dueDate()) || isUnknown(shown, "dueDate", shown.dueDate()));
        Dates dates = new Dates(
                starts ? known.startDate() : shown.startDate(),
                ends ? known.dueDate() : shown.dueDate(),
                starts || ends ? known.timeZone() : shown.timeZone(),
                shown.oddDates());
        Change<Dates> change = new Change<>(Dates.of(shown), dates);
        return new CanonicalChanges(null, null, null, null, change, null, null, null).applyTo(shown);
    }

    private static boolean isUnknown(CanonicalContent shown, String name, @Nullable When near) {
        return near == null && shown.oddDates() != null && shown.oddDates().containsKey(name);
    }

    /**
     * Returns the checklist with that id; else the checklist with the most known items, if it has more of them than the
     * named items that were chosen; else null.
     */
    @Nullable
    Checklist of(@Nullable String id, List<ChecklistEntry> known, List<Item> named) {
        for (Checklist each : checklists) {
            if (each.id().equals(id)) {
                return each;
            }
        }
        Set<String> ids = known.stream()
                .map(ChecklistEntry::remoteId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        @Nullable Checklist best = null;
        long most = count(ids, named);
        for (Checklist each : checklists) {
            long count = count(ids, each.items());
            if (count > most) {
                most = count;
                best = each;
            }
        }
        return best;
    }

    private static long count(Set<String> ids, List<Item> items) {
        return items.stream().map(Item::id).filter(ids::contains).count();
    }
}
