package dev.devledger.adapters.services.clickup;

import dev.devledger.application.sync.connector.RemoteWrites.Step;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The requests of a change: one for each tag, then the checklist, one for each dependency, and one for all else, whose answer shows the whole task.
 */
final class TaskScript {
    static final Set<Field> TAGS = EnumSet.of(Field.TAGS);
    static final Set<Field> BLOCKED_BY = EnumSet.of(Field.BLOCKED_BY);
    static final Set<Field> CHECKLIST = EnumSet.of(Field.CHECKLIST);
    private static final Set<Field> OTHERS =
            EnumSet.complementOf(EnumSet.of(Field.TAGS, Field.CHECKLIST, Field.BLOCKED_BY));

    private TaskScript() {}

    static List<Step> of(RemoteTask current, CanonicalChanges changes) {
        List<CanonicalChanges> requests = new ArrayList<>();
        Canonical now = current.content();
        SortedSet<String> tags = changes.applyTo(now).tags();
        for (SortedSet<String> each : oneByOne(now.tags(), tags)) {
            requests.add(CanonicalChanges.between(now, now.withTags(each)));
            now = now.withTags(each);
        }
        requests.add(changes.only(CHECKLIST));
        for (SortedSet<String> each :
                oneByOne(now.blockedBy(), changes.applyTo(now).blockedBy())) {
            requests.add(CanonicalChanges.between(now, now.withBlockedBy(each)));
            now = now.withBlockedBy(each);
        }
        requests.add(changes.only(OTHERS));
        boolean tells = changes.checklist() != null
                && ChecklistWrites.tells(
                        current.items(), changes.applyTo(current.content()).checklist());
        return Step.each(current, requests).stream()
                .map(step -> tells && step.changes().fields().equals(CHECKLIST) ? step.telling() : step)
                .toList();
    }

    /** From one set to the other: what goes, and then what is new. */
    private static List<SortedSet<String>> oneByOne(SortedSet<String> from, SortedSet<String> to) {
        List<SortedSet<String>> sets = new ArrayList<>();
        SortedSet<String> now = new TreeSet<>(from);
        for (String each : from) {
            if (!to.contains(each)) {
                now.remove(each);
                sets.add(new TreeSet<>(now));
            }
        }
        for (String each : to) {
            if (now.add(each)) {
                sets.add(new TreeSet<>(now));
            }
        }
        return sets;
    }
}
