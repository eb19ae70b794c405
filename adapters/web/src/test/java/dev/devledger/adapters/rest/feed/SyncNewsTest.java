package dev.devledger.adapters.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.adapters.rest.feed.LedgerFeed.LongWork.SyncNews;
import dev.devledger.application.sync.Sync.Syncs;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How the sync is, to who asks and to who listens. */
class SyncNewsTest extends RestTest {
    @Test
    void who_asks_hears_how_long_the_oldest_change_has_waited_and_how_far_a_long_sync_is() {
        Http.Got status = http.get("/api/sync/status");

        assertThat(status.json().at("/items/0").propertyNames())
                .endsWith("lastCompleteReadAt", "lagSeconds", "connectionEndsAt", "progress");
        long before = status.json().at("/items/0/lagSeconds").asLong();
        assertThat(http.get("/api/sync/status").json().at("/items/0/lagSeconds").asLong())
                .isGreaterThan(before);
        assertThat(status.json().at("/items/0/progress").toString()).isEqualTo("{\"done\":412,\"total\":1040}");
    }

    @Test
    void it_is_no_news_that_what_waits_has_waited_longer(@Autowired Syncs syncs) {
        SyncNews news = new SyncNews(syncs);
        assertThat(news.now()).isNotEmpty().isEqualTo(news.now());
    }
}
