package dev.devledger.domain.sync.content;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;

/**
 * How an object stands. {@link #PLANNED}, {@link #PAUSED} and {@link #BLOCKED} exist only on a card that was brought
 * into the ledger's words by {@link Canonical#asCard()}: what holds it elsewhere is an open task with a tag
 * (docs/contract.md, section 5).
 */
public enum RemoteStatus {
    OPEN,
    COMPLETED,
    ABANDONED,
    PLANNED,
    PAUSED,
    BLOCKED;

    /** Those that are written as a tag; of several on one card the first of these counts. */
    static final List<RemoteStatus> TAGGED = List.of(BLOCKED, PAUSED, PLANNED);

    boolean isTagged() {
        return TAGGED.contains(this);
    }

    /** Whether work on it has ended. */
    public boolean isTerminal() {
        return switch (this) {
            case COMPLETED, ABANDONED -> true;
            case OPEN, PLANNED, PAUSED, BLOCKED -> false;
        };
    }

    /** The tag that stands for it; only of the {@link #TAGGED}. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status that these tags, in lower case, say, if any. */
    static Optional<RemoteStatus> ofTags(SortedSet<String> tags) {
        return TAGGED.stream().filter(status -> tags.contains(status.tag())).findFirst();
    }
}
