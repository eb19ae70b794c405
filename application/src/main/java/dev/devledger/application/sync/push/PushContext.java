package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.cycle.ClosedLists;
import dev.devledger.application.sync.cycle.Connection;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.ExistenceTable;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.lookup.HiddenTasks;
import dev.devledger.application.sync.lookup.LostCreateSearch;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.Gaps;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What all items of a pass share.
 *
 * @param table what decides on existence
 * @param putOff to try it later, before what is tried now has come to its end
 */
record PushContext(
        Connector connector,
        ExistenceTable table,
        KnownEntities known,
        Lookups lookups,
        LinkJournal records,
        TargetList.OfPass targetLists,
        Consumer<EntityRef> putOff) {

    /** What asks the remote for all passes of a cycle. */
    record Lookups(CycleCalls calls, LostCreateSearch lostCreates, HiddenTasks hidden) {
        static Lookups of(Connection connection, CycleCalls calls) {
            LinkBook book = connection.ports().links();
            return new Lookups(
                    calls,
                    new LostCreateSearch(calls, book, connection.connector(), connection.clock()),
                    new HiddenTasks(book, connection.connector(), calls));
        }
    }

    /** The service's name as people write it. */
    String title() {
        return connector.title();
    }

    SyncSettings settings() {
        return connector.settings();
    }

    Capabilities capabilities() {
        return connector.capabilities();
    }

    Words words() {
        return connector.words();
    }

    CycleCalls calls() {
        return lookups.calls();
    }

    ClosedLists closed() {
        return targetLists.closed();
    }

    TargetList.Found find(Wanted.Home home) {
        return targetLists.find(home, this);
    }

    SyncLink link(EntityRef entity) {
        return known.link(entity);
    }

    /** Why what is wanted again by now is not deleted. */
    String restored() {
        return "it was restored in Devledger before it was deleted in " + title();
    }

    /**
     * Which of these fields a look has left open: what both sides have agreed on fills them, and the remote may hold something
     * else by now.
     */
    Set<Field> unshown(EntityRef.Kind kind, Gaps look, Set<Field> fields) {
        return fields.stream()
                .filter(field -> !Collections.disjoint(look.fields(), words().writtenFields(kind, Set.of(field))))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Field.class)));
    }

    /** Records facts of several links at once, all or none. */
    void recordAll(Map<EntityRef, LinkJournal.Fact> facts) {
        records.recordAll(facts).forEach(known::learn);
    }

    /** Null where what it is below is not in that list yet: below something in another one it may be below itself. */
    @Nullable
    Canonical content(EntityRef entity, Wanted.Present present, String list) {
        EntityRef parent = present.parent();
        if (parent == null) {
            return words().compared(entity.kind(), present.content(), list);
        }
        return link(parent) instanceof SyncLink.Linked above
                        && above.remote().list().equals(list)
                ? words().compared(entity.kind(), present.below(above.remote().id()), list)
                : null;
    }
}
