package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.read.FeedRead;
import dev.devledger.application.sync.read.HintedLooks;
import dev.devledger.application.sync.read.ListGlance;
import dev.devledger.application.sync.read.Sweep;
import org.jspecify.annotations.Nullable;

/**
 * What a cycle has seen beside whole lists.
 *
 * @param seen what is somebody's of it
 * @param told by the feed; null where that was not read
 * @param sweep which lists are read in spite of it; null where it does not matter
 * @param hinted what was looked at because of hints
 * @param glance which lists are open
 * @param listless whether none is read, so that the account's lists are not either
 */
record Beside(
        Listing seen,
        FeedRead.@Nullable Told told,
        @Nullable Sweep sweep,
        HintedLooks.Looked hinted,
        ListGlance.Seen glance,
        boolean listless) {
    /** Whether a hint asks for that list as a whole. */
    boolean wants(String list) {
        return hinted.everything()
                || hinted.lists().contains(list)
                || (sweep != null && sweep.wanted().contains(list));
    }
}
