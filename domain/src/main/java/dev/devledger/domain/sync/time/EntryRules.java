package dev.devledger.domain.sync.time;

import dev.devledger.domain.sync.time.EntryContent.EntryField;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides if an entry that is missing on one side was deleted, or never added. An edit wins over a deletion that did
 * not know of it: a deletion can be repeated, a lost edit cannot.
 */
public final class EntryRules {

    /** An entry in the ledger. */
    public sealed interface Here {
        record Present(EntryContent content) implements Here {}

        record Deleted() implements Here {}
    }

    /** The same entry in the service. */
    public sealed interface There {
        record Seen(RemoteEntry entry) implements There {}

        /** Proved to be deleted. */
        record Gone() implements There {}

        /** Not looked for. */
        record Unseen() implements There {}
    }

    private EntryRules() {}

    /**
     * For an entry that is being added the step is {@link EntryStep#LOOK}: only a read shows if it was added.
     *
     * @param holds the fields that the service keeps
     */
    public static EntryStep step(EntryLink link, Here here, There there, Set<EntryField> holds) {
        return switch (link) {
            case EntryLink.None none -> here instanceof Here.Present ? EntryStep.ADD_THERE : EntryStep.NOTHING;
            case EntryLink.Adding adding -> EntryStep.LOOK;
            case EntryLink.Apart apart -> EntryStep.NOTHING;
            case EntryLink.Linked(var remote, var base) -> linked(base, here, there, holds);
            case EntryLink.Ended(var remote, var base, var end) -> ended(end, here, there);
        };
    }

    private static EntryStep linked(EntryBase base, Here here, There there, Set<EntryField> holds) {
        @Nullable EntryContent present = here instanceof Here.Present(var content) ? content : null;
        boolean unchanged = present != null && EntryMerge.isSame(present, base.here(), holds);
        return switch (there) {
            case There.Seen(var entry) when present != null -> EntryStep.MERGE;
            case There.Seen(var entry)
            when EntryMerge.isSame(entry.work(), base.there(), holds) -> EntryStep.DELETE_THERE;
            case There.Seen seen -> EntryStep.RESTORE_HERE;
            case There.Gone gone when present == null -> EntryStep.CLOSE;
            case There.Gone gone -> unchanged ? EntryStep.DELETE_HERE : EntryStep.ADD_AGAIN;
            case There.Unseen unseen -> unchanged ? EntryStep.NOTHING : EntryStep.LOOK;
        };
    }

    private static EntryStep ended(EntryLink.End end, Here here, There there) {
        boolean seen = there instanceof There.Seen;
        if (here instanceof Here.Present) {
            return seen ? EntryStep.MERGE : EntryStep.ADD_THERE;
        }
        if (!seen) {
            return EntryStep.NOTHING;
        }
        return end == EntryLink.End.DELETED_HERE ? EntryStep.DELETE_THERE : EntryStep.RESTORE_HERE;
    }

    /** The next step for an entry, as far as its presence on both sides decides it. */
    public enum EntryStep {
        NOTHING,
        /** The entry is on both sides: the changes of each go to the other. */
        MERGE,
        /** The remote state is unknown and has to be read. */
        LOOK,
        ADD_THERE,
        DELETE_HERE,
        DELETE_THERE,
        /** It was changed remotely after its deletion in the ledger: the change is kept. */
        RESTORE_HERE,
        /** The entry is on neither side. */
        CLOSE,
        /** It was deleted remotely, and changed in the ledger since: the change is kept, as a new remote entry. */
        ADD_AGAIN
    }
}
