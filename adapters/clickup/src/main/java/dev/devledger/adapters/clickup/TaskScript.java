package dev.devledger.adapters.clickup;

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
 * The requests of a change: one for each tag, then the checklist, and one for all else, whose answer shows the whole task.
 */
final class TaskScript {
    static final Set<Field> TAGS = EnumSet.of(Field.TAGS);
    static final Set<Field> CHECKLIST = EnumSet.of(Field.CHECKLIST);
    private static final Set<Field> OTHERS = EnumSet.complementOf(EnumSet.of(Field.TAGS, Field.CHECKLIST));

    private TaskScript() {}

    static List<Step> of(RemoteTask current, CanonicalChanges changes) {
        List<CanonicalChanges> requests = new ArrayList<>();
        Canonical now = current.content();
        if (changes.tags() != null) {
            SortedSet<String> tags = new TreeSet<>(now.tags());
            SortedSet<String> wanted = changes.applyTo(now).tags();
            for (String tag : now.tags()) {
                if (!wanted.contains(tag)) {
                    tags.remove(tag);
                    now = tagged(requests, now, tags);
                }
            }
            for (String tag : wanted) {
                if (tags.add(tag)) {
                    now = tagged(requests, now, tags);
                }
            }
        }
        requests.add(changes.only(CHECKLIST));
        requests.add(changes.only(OTHERS));
        return Step.each(current, requests);
    }

    private static Canonical tagged(List<CanonicalChanges> requests, Canonical now, SortedSet<String> tags) {
        Canonical then = now.withTags(new TreeSet<>(tags));
        requests.add(CanonicalChanges.between(now, then));
        return then;
    }
}
