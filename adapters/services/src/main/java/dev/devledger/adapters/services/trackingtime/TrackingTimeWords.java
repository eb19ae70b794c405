package dev.devledger.adapters.services.trackingtime;

import dev.devledger.adapters.services.trackingtime.json.TaskBodies;
import dev.devledger.application.directory.KnownAddresses;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.connector.Words.CardWords;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of the ledger there can be in TrackingTime: whether something has ended, and not how; the day on which it is due, and
 * no hour, start or zone; people who are in the account. No task is below another.
 */
final class TrackingTimeWords implements Words {
    private static final int NAME = 255;
    private static final Words LISTS = new CardWords(NAME, List.of());

    private final KnownAddresses people;
    private final ZoneId zone;

    /** @param zone of a moment, which is on a day there */
    TrackingTimeWords(KnownAddresses people, ZoneId zone) {
        this.people = people;
        this.zone = zone;
    }

    @Override
    public Canonical known(Canonical content) {
        return new Canonical(
                content.title(),
                "",
                Priority.NONE,
                new TreeSet<>(),
                null,
                content.dueDate() == null ? null : TaskBodies.day(content.dueDate(), zone),
                null,
                List.of(),
                content.status().isTerminal() ? RemoteStatus.COMPLETED : RemoteStatus.OPEN,
                null,
                null,
                content.estimateMinutes(),
                people.of(content.assignees()),
                new TreeSet<>(),
                content.customer(),
                content.service(),
                content.oddDates());
    }

    @Override
    public Canonical compared(EntityRef.Kind kind, Canonical content, String list) {
        return LISTS.compared(kind, content, list);
    }

    @Override
    public Canonical written(EntityRef.Kind kind, Canonical content, @Nullable String list) {
        return LISTS.written(kind, content, list);
    }

    @Override
    public Set<Field> writtenFields(EntityRef.Kind kind, Set<Field> fields) {
        return LISTS.writtenFields(kind, fields);
    }

    @Override
    public String listName(String name) {
        return LISTS.listName(name);
    }

    /** A name may come back without the space around it, and that of a customer in another case. */
    @Override
    public Set<Field> ownForms() {
        return EnumSet.of(Field.TITLE, Field.CUSTOMER, Field.SERVICE);
    }

    @Override
    public Starts starts() {
        return Starts.NONE;
    }

    @Override
    public Set<String> reservedTags() {
        return Set.of();
    }
}
