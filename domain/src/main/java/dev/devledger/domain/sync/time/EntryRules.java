package dev.devledger.domain.sync.time;

import dev.devledger.domain.sync.time.EntryContent.EntryBase;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides if an entry that is missing on one side was deleted, or never added. An edit wins over a deletion by someone
 * who had not seen it: a deletion can be repeated, a lost edit cannot.
 */
public final class EntryRules {

    /** An entry in the ledger. */
    public sealed interface LocalSide {
        record Present(EntryContent content) implements LocalSide {}

        record Deleted() implements LocalSide {}
    }

    /** The same entry in the service. */
    public sealed interface RemoteSide {
        record Seen(RemoteEntry entry) implements RemoteSide {}

        /** Proved to be deleted. */
        record Gone() implements RemoteSide {}

        /** Not looked for. */
        record Unseen() implements RemoteSide {}
    }

    private EntryRules() {}

    /**
     * Returns the next step. It is {@link EntryStep#LOOK} for an entry that is being added: only a read shows if the
     * add took effect.
     *
     * @param holds the fields that the service keeps
     */
    public static EntryStep step(EntryLink link, LocalSide here, RemoteSide there, Set<EntryField> holds) {
        return switch (link) {
            case EntryLink.None none -> here instanceof LocalSide.Present ? EntryStep.ADD_REMOTELY : EntryStep.NOTHING;
            case EntryLink.Adding adding -> EntryStep.LOOK;
            case EntryLink.Apart apart -> EntryStep.NOTHING;
            case EntryLink.Linked(var remote, var base) -> linked(base, here, there, holds);
            case EntryLink.Ended(var remote, var base, var end) -> ended(end, here, there);
        };
    }

    private static EntryStep linked(EntryBase base, LocalSide here, RemoteSide there, Set<EntryField> holds) {
        @Nullable EntryContent present = here instanceof LocalSide.Present(var content) ? content : null;
        boolean unchanged = present != null && EntryMerge.isSame(present, base.here(), holds);
        return switch (there) {
            case RemoteSide.Seen(var entry) when present != null -> EntryStep.MERGE;
            case RemoteSide.Seen(var entry)
            when EntryMerge.isSame(entry.work(), base.there(), holds) -> EntryStep.DELETE_REMOTELY;
            case RemoteSide.Seen seen -> EntryStep.RESTORE_LOCALLY;
            case RemoteSide.Gone gone when present == null -> EntryStep.CLOSE;
            case RemoteSide.Gone gone -> unchanged ? EntryStep.DELETE_LOCALLY : EntryStep.ADD_AGAIN;
            case RemoteSide.Unseen unseen -> unchanged ? EntryStep.NOTHING : EntryStep.LOOK;
        };
    }

    private static EntryStep ended(EntryLink.End end, LocalSide here, RemoteSide there) {
        boolean seen = there instanceof RemoteSide.Seen;
        if (here instanceof LocalSide.Present) {
            return seen ? EntryStep.MERGE : EntryStep.ADD_REMOTELY;
        }
        if (!seen) {
            return EntryStep.NOTHING;
        }
        return end == EntryLink.End.DELETED_HERE ? EntryStep.DELETE_REMOTELY : EntryStep.RESTORE_LOCALLY;
    }

    /** The next step for an entry, as far as its presence on both sides decides it. */
    public enum EntryStep {
        NOTHING,
        /** The entry is on both sides: each side gets the changes of the other. */
        MERGE,
        /** The remote state is unknown and has to be read. */
        LOOK,
        ADD_REMOTELY,
        DELETE_LOCALLY,
        DELETE_REMOTELY,
        /**
         * The entry was changed remotely after its deletion in the ledger: the ledger restores it, to keep the change.
         */
        RESTORE_LOCALLY,
        /** The entry is on neither side. */
        CLOSE,
        /**
         * The entry was deleted remotely, and changed in the ledger since: it is added remotely again, to keep the
         * change.
         */
        ADD_AGAIN
    }
}
