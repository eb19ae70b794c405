package dev.devledger.domain.sync.content;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.Canonical.Check;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask.Item;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an answer leaves open of an object. What both sides have agreed on fills it: a field that is not shown is not empty,
 * and the same instant is the same day.
 *
 * @param fields not shown
 * @param starts what else its start date may say, such as the day for which that instant stood in another zone
 * @param dues the same of its due date
 * @param checklists its checklists but the one that counts by its name
 */
public record Gaps(Set<Field> fields, Set<When> starts, Set<When> dues, List<Checklist> checklists) {
    public static final Gaps NONE = new Gaps(Set.of(), Set.of(), Set.of(), List.of());

    /** One of several, which are told apart by their items. */
    public record Checklist(String id, List<Item> items) {
        public Checklist {
            items = List.copyOf(items);
        }
    }

    public Gaps {
        fields = Set.copyOf(fields);
        starts = Set.copyOf(starts);
        dues = Set.copyOf(dues);
        checklists = List.copyOf(checklists);
    }

    /** Whether the answer with this content leaves nothing open. */
    public boolean isNone(Canonical shown) {
        return equals(NONE) && shown.oddDates() == null;
    }

    /** The same, without that field. */
    public Gaps and(Field field) {
        Set<Field> more = EnumSet.of(field);
        more.addAll(fields);
        return new Gaps(more, starts, dues, checklists);
    }

    /** What was shown, with what is known. */
    public Canonical filled(Canonical shown, Canonical known) {
        return dated(CanonicalChanges.between(shown, known).only(fields).applyTo(shown), known);
    }

    /** Where a date may be what is known, it is, and in the zone of that; so it is where what is said of it is near to nothing. */
    public Canonical dated(Canonical shown, Canonical known) {
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

    private static boolean isUnknown(Canonical shown, String name, @Nullable When near) {
        return near == null && shown.oddDates() != null && shown.oddDates().containsKey(name);
    }

    /**
     * The one with that id, or else the one that has most of these items, where it has more of them than that one; null where
     * none has.
     */
    @Nullable
    Checklist of(@Nullable String id, List<Check> known, List<Item> named) {
        for (Checklist each : checklists) {
            if (each.id().equals(id)) {
                return each;
            }
        }
        Set<String> ids =
                known.stream().map(Check::remoteId).filter(Objects::nonNull).collect(Collectors.toSet());
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
