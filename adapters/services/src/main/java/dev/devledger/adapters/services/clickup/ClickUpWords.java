package dev.devledger.adapters.services.clickup;

import dev.devledger.adapters.services.clickup.json.Surroundings;
import dev.devledger.application.directory.KnownAddresses;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.connector.Words.CardWords;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of the ledger there can be in ClickUp: people who are in the workspace, days without a zone, stages in whatever case,
 * and no tag that says that a task was given up.
 */
final class ClickUpWords implements Words {
    private static final int LIST_NAME = 255;
    private static final Words LISTS = new CardWords(LIST_NAME, List.of());

    private final KnownAddresses people;

    ClickUpWords(KnownAddresses people) {
        this.people = people;
    }

    @Override
    public Canonical known(Canonical content) {
        SortedSet<String> tags = new TreeSet<>(content.tags());
        tags.remove(Surroundings.TAG);
        return new Canonical(
                content.title(),
                content.description().isBlank() ? "" : content.description(),
                content.priority(),
                tags,
                content.startDate(),
                content.dueDate(),
                null,
                content.checklist(),
                content.status(),
                content.parent(),
                content.stage() == null ? null : content.stage().strip().toLowerCase(Locale.ROOT),
                content.estimateMinutes(),
                people.of(content.assignees()),
                content.blockedBy(),
                null,
                null,
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

    /** Where an open task stands is its status there. */
    @Override
    public Set<Field> writtenFields(EntityRef.Kind kind, Set<Field> fields) {
        Set<Field> there = EnumSet.noneOf(Field.class);
        there.addAll(fields);
        if (there.contains(Field.STATUS) || there.contains(Field.STAGE)) {
            there.addAll(EnumSet.of(Field.STATUS, Field.STAGE));
        }
        return there;
    }

    @Override
    public String listName(String name) {
        return LISTS.listName(name);
    }

    /** A text comes back as ClickUp writes its markdown, and a name without the space around it. */
    @Override
    public Set<Field> ownForms() {
        return EnumSet.of(Field.TITLE, Field.DESCRIPTION);
    }

    @Override
    public Starts starts() {
        return Starts.OWN;
    }

    @Override
    public Set<String> reservedTags() {
        return Set.of(Surroundings.TAG);
    }
}
