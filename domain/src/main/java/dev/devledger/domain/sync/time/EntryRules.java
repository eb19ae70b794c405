package dev.devledger.domain.sync.time;

import dev.devledger.domain.sync.time.EntryContent.EntryField;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an entry that is missing on one side was deleted there, or has never been there. An edit goes before a deletion
 * that did not know of it: a deletion can be repeated, what was written cannot.
 */
public final class EntryRules {

    /** An entry of the ledger. */
    public sealed interface Here {
        record Present(EntryContent content) implements Here {}

        record Deleted() implements Here {}
    }

    /** The same there. */
    public sealed interface There {
        record Seen(RemoteEntry entry) implements There {}

        /** That is proved. */
        record Gone() implements There {}

        /** Nobody has looked. */
        record Unseen() implements There {}
    }

    private EntryRules() {}

    /**
     * Of one that is being added {@link EntryStep#LOOK} is the answer: only what the service shows tells whether it was.
     *
     * @param holds what the service keeps of it
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

    /** What is to be done about an entry, as far as it is decided by where it is and where it is not. */
    public enum EntryStep {
        NOTHING,
        /** It is on both sides: what each has changed goes to the other. */
        MERGE,
        /** It is not known how it stands there, and has to be. */
        LOOK,
        ADD_THERE,
        DELETE_HERE,
        DELETE_THERE,
        /** It was changed there since it was deleted here: the change is kept. */
        RESTORE_HERE,
        /** It is on neither side. */
        CLOSE,
        /** It is not there any more, and was changed here since: the change is kept, as a new one there. */
        ADD_AGAIN
    }
}
