package dev.devledger.domain.sync.time;

import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The content on which both sides last agreed, in the form of each side: a side's later changes are found by comparison
 * with its own form, however the service writes values.
 */
public record EntryBase(EntryContent here, RemoteEntryContent there) {

    /**
     * A base for two entries that are the same but were never compared: each value that only one side has goes to the
     * other.
     */
    public static EntryBase nothing(RemoteEntryContent there) {
        EntryContent here =
                new EntryContent(null, there.start(), there.end(), "", Collections.emptySortedSet(), false, false);
        RemoteEntryContent nowhere = new RemoteEntryContent(
                null, null, there.start(), there.end(), there.zone(), "", Collections.emptySortedSet(), false, false);
        return new EntryBase(here, nowhere);
    }

    /**
     * A base for an entry that the service reported as stored and no read has shown. If the entry turns out not to
     * exist, nobody deleted it; the base therefore differs from the ledger, so that the entry is sent again.
     */
    public static EntryBase unseen(EntryContent here, RemoteEntryContent sent) {
        EntryContent never = new EntryContent(
                here.person(),
                here.place(),
                Instant.EPOCH,
                here.end(),
                here.note(),
                here.tags(),
                here.billable(),
                here.billed());
        return new EntryBase(never, sent);
    }

    /** Returns a copy in which the ledger's place, which equals the remote one, is this place. */
    public EntryBase placed(EntityRef place) {
        return new EntryBase(here.placed(place), there);
    }

    /** The changes that the ledger made to remote values that it could not hold as they are. */
    public List<NearestValues.Remark> remarks() {
        return there.fitted().remarks();
    }

    /** The fields of which the ledger holds only a part, with which it must not overwrite the whole. */
    public Set<EntryField> parts() {
        RemoteEntryContent.Fitted fitted = there.fitted();
        Set<EntryField> parts = fitted.parts();
        parts.removeIf(field -> field == EntryField.NOTE
                ? !here.note().equals(fitted.note())
                : !here.tags().equals(fitted.tags()));
        return parts;
    }

    /**
     * Returns the ledger's content as it is sent: a field of which the ledger has an unchanged part is sent with its
     * whole remote value, and unchanged tags and lines keep their remote form.
     */
    public RemoteEntryContent whole(EntryContent now, RemoteEntryContent wanted) {
        Set<EntryField> parts = parts();
        parts.removeIf(field -> !EntryMerge.isSame(now, here, Set.of(field)));
        return wanted.inTheFormOf(there).keeping(there, parts);
    }

    /**
     * Returns a copy after a person decided to send these fields as they are in the ledger, although it holds only a
     * part.
     */
    public EntryBase written(Set<EntryField> fields) {
        Set<EntryField> parts = parts();
        parts.retainAll(fields);
        EntryContent all = new EntryContent(
                here.person(),
                here.place(),
                here.start(),
                here.end(),
                there.note(),
                there.tags(),
                here.billable(),
                here.billed());
        return new EntryBase(here.keeping(all, parts), there);
    }

    /** Returns a copy in which these fields have the agreement of {@code before}. */
    public EntryBase keeping(EntryBase before, Set<EntryField> fields) {
        return new EntryBase(here.keeping(before.here, fields), there.keeping(before.there, fields));
    }
}
