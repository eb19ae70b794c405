package dev.devledger.adapters.services.clickup;

import dev.devledger.adapters.services.clickup.TaskReads.Rows;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.RateLimit;
import dev.devledger.adapters.services.clickup.json.TaskJson;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.Changes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was written since then, of all lists at once. Pages are counted, so that what is written meanwhile shifts them: the
 * oldest comes first, and the next request begins at the last one that was seen. Archived tasks come by themselves, and with
 * each other answer; who is in the workspace is asked for only with one of the others, so that no poll makes many requests.
 */
final class ChangesFeed {
    private final ClickUpClient client;
    private final Workspace workspace;
    private final TaskReads reads;
    private final InstantSource clock;

    ChangesFeed(ClickUpClient client, Workspace workspace, TaskReads reads, InstantSource clock) {
        this.client = client;
        this.workspace = workspace;
        this.reads = reads;
        this.clock = clock;
    }

    RemoteAnswer<Changes> since(@Nullable String cursor) {
        Optional<FeedCursor> at = cursor == null ? Optional.empty() : FeedCursor.read(cursor);
        if (cursor != null && at.isEmpty()) {
            return new Refused<>("ClickUp's connector does not know this cursor");
        }
        RemoteAnswer<Changes> changes = workspace
                .asLast(Share.READ) // so that ClickUp has told its time
                .flatMap(known -> at.map(each -> each.isBetween() ? begun(known, each.begun(now())) : page(known, each))
                        .orElseGet(() -> new Ok<>(first())));
        return changes instanceof Refused<Changes>(var reason) ? new Unknown<>(reason) : changes; // the cursor is good
    }

    private Changes first() {
        return new Changes(Listing.of(List.of()), FeedCursor.first(now()).written(), false);
    }

    private RemoteAnswer<Changes> begun(Workspace.Known known, FeedCursor at) {
        return at.asksForAccount() ? workspace.lately(Share.READ).flatMap(now -> page(now, at)) : page(known, at);
    }

    /** As ClickUp has it at most: our clock may be ahead. */
    private Instant now() {
        Instant now = clock.instant();
        return client.lastLimit()
                .map(RateLimit::reset)
                .filter(reset -> reset.isBefore(now) && reset.isAfter(now.minusSeconds(86_400)))
                .orElse(now);
    }

    private RemoteAnswer<Changes> page(Workspace.Known known, FeedCursor at) {
        RemoteAnswer<Rows> rows =
                reads.in(known, new ReadCursor(at.archived(), at.page()), all -> all.with("order_by", "updated")
                        .with("reverse", true)
                        .with("date_updated_gt", at.since()));
        return rows.map(each -> changes(known, at, each));
    }

    private static Changes changes(Workspace.Known known, FeedCursor at, Rows rows) {
        Listing seen = rows.read(known.around());
        if (!rows.last()) {
            List<Instant> written = rows.tasks().stream()
                    .map(TaskJson::writtenAt)
                    .filter(Objects::nonNull)
                    .toList();
            return new Changes(seen, at.after(written).written(), true);
        }
        return at.archived() || !at.asksForArchived()
                ? new Changes(seen, at.ended().written(), false)
                : new Changes(seen, at.ofArchived().written(), true);
    }
}
