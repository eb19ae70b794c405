package dev.devledger.domain.sync.time;

import dev.devledger.domain.shared.Nearest;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteWork;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What both sides said when they last agreed, each in its own form: what has changed since is told by the side itself, however
 * the service writes it.
 */
public record EntryBase(EntryContent here, RemoteWork there) {

    /** Where nothing was agreed on but what it is: whatever one side says more than the other, the other one takes. */
    public static EntryBase nothing(RemoteWork there) {
        EntryContent here =
                new EntryContent(null, there.start(), there.end(), "", Collections.emptySortedSet(), false, false);
        RemoteWork nowhere = new RemoteWork(
                null, null, there.start(), there.end(), there.zone(), "", Collections.emptySortedSet(), false, false);
        return new EntryBase(here, nowhere);
    }

    /**
     * Of what the service says it has, and nobody has seen there: where it turns out not to be, it was never deleted, and
     * counts as changed here since.
     */
    public static EntryBase unseen(EntryContent here, RemoteWork sent) {
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

    /** For that place here, which is what it is for there. */
    public EntryBase placed(EntityRef place) {
        return new EntryBase(here.placed(place), there);
    }

    /** What of it the ledger could not take as it is there. */
    public List<Nearest.Remark> remarks() {
        return there.fitted().remarks();
    }

    /** The fields of which the ledger has only a part of what is there: it must not be written over the whole. */
    public Set<EntryField> parts() {
        RemoteWork.Fitted fitted = there.fitted();
        Set<EntryField> parts = fitted.parts();
        parts.removeIf(field -> field == EntryField.NOTE
                ? !here.note().equals(fitted.note())
                : !here.tags().equals(fitted.tags()));
        return parts;
    }

    /**
     * What is sent of what the ledger says now: the whole of what it has only a part of, as long as it says that part, and what
     * is there for what stands for it.
     */
    public RemoteWork whole(EntryContent now, RemoteWork wanted) {
        Set<EntryField> parts = parts();
        parts.removeIf(field -> !EntryMerge.isSame(now, here, Set.of(field)));
        return wanted.inTheFormOf(there).keeping(there, parts);
    }

    /** The same where a person has said that these fields go there as they are here, whatever more there is. */
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

    /** But in these fields as it was agreed before. */
    public EntryBase keeping(EntryBase before, Set<EntryField> fields) {
        return new EntryBase(here.keeping(before.here, fields), there.keeping(before.there, fields));
    }
}
