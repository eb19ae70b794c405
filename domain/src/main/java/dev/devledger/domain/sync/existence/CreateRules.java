package dev.devledger.domain.sync.existence;

import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;

/** The rows of the existence table where a create was sent and not answered, see {@link ExistenceRules} for all else. */
final class CreateRules {
    private CreateRules() {}

    /**
     * What was made is linked, wanted or not: then it can go like any other (E16).
     *
     * @param missing what is done where it was made nowhere
     */
    static Existence sent(LocalState local, RemoteState remote, Action missing) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED -> new Existence(row(local), Action.ADOPT);
            case NONE ->
                local.isPresent()
                        ? new Existence(
                                missing == Action.ASK ? ExistenceRule.UNLINKED_PAIR : ExistenceRule.LOCAL_ONLY, missing)
                        : new Existence(ExistenceRule.DELETED_DURING_CREATE, Action.CLOSE);
            case AMBIGUOUS, HOLDS_OTHERS ->
                local.isPresent()
                        ? new Existence(ExistenceRule.UNLINKED_PAIR, Action.ASK)
                        : new Existence(ExistenceRule.DELETED_DURING_CREATE, Action.CLOSE);
            case MADE_LATE -> Existence.copy();
            case FORMER -> Existence.back();
            case GLIMPSED,
                    HOLDS_OURS,
                    MISSING,
                    GONE,
                    MOVED_MAPPED,
                    MOVED_UNMAPPED,
                    NOT_EXPECTED,
                    CANNOT_TELL,
                    UNKNOWN -> new Existence(row(local), Action.RESOLVE_CREATE);
        };
    }

    private static ExistenceRule row(LocalState local) {
        return local.isPresent() ? ExistenceRule.LOCAL_ONLY : ExistenceRule.DELETED_DURING_CREATE;
    }

    /** It is tried again from time to time, once what it made before was looked for. */
    static Existence neverAnswered(LocalState local, RemoteState remote) {
        if (local.isPresent()) {
            return found(remote, new Existence(ExistenceRule.LOCAL_ONLY, Action.RESOLVE_CREATE));
        }
        // What was asked about it goes first.
        return late(remote, new Existence(ExistenceRule.DELETED_DURING_CREATE, Action.WAIT));
    }

    static Existence stopped(LocalState local, RemoteState remote) {
        return local.isPresent()
                ? found(remote, new Existence(ExistenceRule.UNDECIDED, Action.FREEZE))
                : late(remote, new Existence(ExistenceRule.DELETED_DURING_CREATE, Action.CLOSE));
    }

    /** By now it can be told which one it is, or that it is none. */
    private static Existence found(RemoteState remote, Existence otherwise) {
        return switch (remote) {
            case SEEN_UNCHANGED, CONFIRMED_UNCHANGED, SEEN_CHANGED, MADE_LATE ->
                new Existence(ExistenceRule.UNLINKED_PAIR, Action.ADOPT);
            case NONE -> new Existence(ExistenceRule.LOCAL_ONLY, Action.CREATE);
            case AMBIGUOUS, HOLDS_OTHERS -> new Existence(ExistenceRule.UNLINKED_PAIR, Action.ASK);
            case FORMER -> Existence.back();
            case GLIMPSED,
                    HOLDS_OURS,
                    MISSING,
                    GONE,
                    MOVED_MAPPED,
                    MOVED_UNMAPPED,
                    NOT_EXPECTED,
                    CANNOT_TELL,
                    UNKNOWN -> otherwise;
        };
    }

    /** Nobody waits for it any more. */
    static Existence late(RemoteState remote, Existence otherwise) {
        return switch (remote) {
            case MADE_LATE -> Existence.copy();
            case FORMER -> Existence.back();
            case NONE,
                    SEEN_UNCHANGED,
                    CONFIRMED_UNCHANGED,
                    SEEN_CHANGED,
                    GLIMPSED,
                    AMBIGUOUS,
                    HOLDS_OTHERS,
                    HOLDS_OURS,
                    MISSING,
                    GONE,
                    MOVED_MAPPED,
                    MOVED_UNMAPPED,
                    NOT_EXPECTED,
                    CANNOT_TELL,
                    UNKNOWN -> otherwise;
        };
    }
}
