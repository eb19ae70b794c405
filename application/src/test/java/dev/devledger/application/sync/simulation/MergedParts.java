package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.memory.MemoryConnector;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.SyncLink.Linked;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which fields of what was changed there are taken over part by part, by the tag, the line or the item. Where both
 * sides have changed some, what is agreed is what is there (docs/sync-design.md, section 4, rows F5 to F8), and that as
 * a whole never was here.
 */
public final class MergedParts {
    /** That wins over any other change of the status, as finished work is not blocked any more. */
    private static final Set<RemoteStatus> ENDED = EnumSet.of(RemoteStatus.COMPLETED, RemoteStatus.ABANDONED);

    private MergedParts() {}

    /** Those in which all that is new there is here now, and what is gone there is not. */
    public static Set<Field> taken(Linked before, Linked now, Kind kind, CanonicalContent here) {
        String list = now.remote().list();
        CanonicalContent was = MemoryConnector.WORDS.compared(kind, before.base(), list);
        CanonicalContent there = MemoryConnector.WORDS.compared(kind, now.base(), list);
        Set<Field> merged = EnumSet.noneOf(Field.class);
        if (isTaken(was.tags(), there.tags(), here.tags())) {
            merged.add(Field.TAGS);
        }
        if (isTaken(lines(was), lines(there), lines(here))) {
            merged.add(Field.DESCRIPTION);
        }
        if (areItemsTaken(was.checklist(), there.checklist(), here.checklist())) {
            merged.add(Field.CHECKLIST);
        }
        if (ENDED.contains(here.status()) && !ENDED.contains(was.status()) && !ENDED.contains(there.status())) {
            merged.add(Field.STATUS);
            merged.add(Field.STAGE); // goes with the status
        }
        return merged;
    }

    private static List<String> lines(CanonicalContent content) {
        return content.description().lines().toList();
    }

    private static boolean isTaken(Collection<?> was, Collection<?> there, Collection<?> here) {
        return here.containsAll(without(there, was)) && isGone(was, there, here);
    }

    private static boolean isGone(Collection<?> was, Collection<?> there, Collection<?> here) {
        return without(was, there).stream().noneMatch(here::contains);
    }

    /** By its title and whether it is done apart: each side may have changed one of them. Only as it was is it to be gone. */
    private static boolean areItemsTaken(
            List<ChecklistEntry> was, List<ChecklistEntry> there, List<ChecklistEntry> here) {
        return titles(here).containsAll(without(titles(there), titles(was)))
                && done(here).containsAll(without(done(there), done(was)))
                && isGone(was, there, here);
    }

    private static Set<String> titles(List<ChecklistEntry> items) {
        return items.stream().map(ChecklistEntry::title).collect(Collectors.toSet());
    }

    private static Set<UUID> done(List<ChecklistEntry> items) {
        return items.stream()
                .filter(ChecklistEntry::done)
                .map(ChecklistEntry::ledgerId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Collection<?> without(Collection<?> these, Collection<?> those) {
        return these.stream().filter(each -> !those.contains(each)).toList();
    }
}
