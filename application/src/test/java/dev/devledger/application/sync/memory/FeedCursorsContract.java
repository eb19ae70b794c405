package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.Cycles.FeedCursors;
import dev.devledger.application.sync.memory.Cycles.FeedCursors.Position;
import org.junit.jupiter.api.Test;

/** The behaviour that the sync relies on, for every store of feed positions. */
public abstract class FeedCursorsContract extends StoreContract {

    /** Returns a store in which no feed was read. */
    protected abstract FeedCursors feeds();

    @Test
    void where_a_feed_goes_on_is_known_until_it_goes_on_elsewhere() {
        FeedCursors feeds = feeds();
        Position first = new Position("a", NOW, NOW.plusSeconds(1));
        Position second = new Position("{\"page\": \"ä\"}", NOW, NOW.plusSeconds(61));

        assertThat(feeds.of(ACCOUNT)).isEmpty();
        feeds.keep(ACCOUNT, first);
        assertThat(feeds.of(ACCOUNT)).contains(first);
        feeds.keep(ACCOUNT, second);
        feeds.keep(ACCOUNT, second);
        assertThat(feeds.of(ACCOUNT)).contains(second);
    }
}
