package dev.devledger.adapters.clickup;

import dev.devledger.adapters.clickup.TaskReads.Rows;
import dev.devledger.adapters.clickup.client.ClickUpClient;
import dev.devledger.adapters.clickup.client.RateLimit;
import dev.devledger.adapters.clickup.json.TaskJson;
import dev.devledger.adapters.clickup.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.Changes;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What was written since then, in two requests for all lists: archived tasks come by themselves. Pages are counted, so that
 * what is written meanwhile shifts them: the oldest comes first, and the next request begins at the last one that was seen.
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

    /**
     * @param begun when the answer of which this is a page was begun
     * @param from where it began
     * @param since what this page shows is younger
     */
    record Cursor(long begun, long from, long since, boolean archived, int page) {
        static Cursor begin(Instant from, Instant now) {
            return new Cursor(now.toEpochMilli(), from.toEpochMilli(), from.toEpochMilli(), false, 0);
        }

        static Optional<Cursor> read(String written) {
            try {
                @Nullable Cursor cursor = Wire.JSON.readValue(written, Cursor.class);
                return Optional.ofNullable(cursor).filter(each -> each.begun() > 0 && each.page() >= 0);
            } catch (JacksonException e) {
                return Optional.empty();
            }
        }

        String written() {
            return Wire.JSON.writeValueAsString(this);
        }

        /**
         * Where a page has not one moment alone, the next begins at its last one; unless the newest came first after all, and
         * then what is written meanwhile shows a task twice.
         */
        Cursor after(List<Instant> written) {
            long last = written.isEmpty() ? since : written.getLast().toEpochMilli();
            boolean oldestFirst = written.stream().allMatch(each -> each.toEpochMilli() <= last);
            return oldestFirst && last - 1 > since
                    ? new Cursor(begun, from, last - 1, archived, 0)
                    : new Cursor(begun, from, since, archived, page + 1);
        }

        Cursor ofArchived() {
            return new Cursor(begun, from, from, true, 0);
        }
    }

    RemoteAnswer<Changes> since(@Nullable String cursor) {
        Instant now = now();
        if (cursor == null) {
            return new Ok<>(new Changes(Listing.of(List.of()), ended(now), false));
        }
        return Cursor.read(cursor)
                .map(each -> each.page() == 0 && each.since() == each.from() && !each.archived()
                        ? Cursor.begin(Instant.ofEpochMilli(each.from()), now)
                        : each)
                .<RemoteAnswer<Changes>>map(each -> workspace.known(Share.READ).flatMap(known -> page(known, each)))
                .orElseGet(() -> new Refused<>("ClickUp's connector does not know this cursor"));
    }

    /** What is read goes back behind it, as a change may turn up late, and clocks differ. */
    private static String ended(Instant begun) {
        return Cursor.begin(begun.minus(ClickUpCapabilities.OVERLAP), begun).written();
    }

    /** As ClickUp has it at most: our clock may be ahead. */
    private Instant now() {
        Instant now = clock.instant();
        return client.lastLimit()
                .map(RateLimit::reset)
                .filter(reset -> reset.isBefore(now) && reset.isAfter(now.minusSeconds(86_400)))
                .orElse(now);
    }

    private RemoteAnswer<Changes> page(Workspace.Known known, Cursor at) {
        RemoteAnswer<Rows> rows =
                reads.in(known, new ReadCursor(at.archived(), at.page()), all -> all.with("order_by", "updated")
                        .with("reverse", true)
                        .with("date_updated_gt", at.since()));
        return switch (rows.map(each -> changes(known, at, each))) {
            case Refused<Changes>(var reason) -> new Unknown<>(reason); // the cursor is good
            case RemoteAnswer<Changes> answer -> answer;
        };
    }

    private static Changes changes(Workspace.Known known, Cursor at, Rows rows) {
        Listing seen = rows.read(known.around());
        if (!rows.last()) {
            List<Instant> written = rows.tasks().stream()
                    .map(TaskJson::writtenAt)
                    .filter(Objects::nonNull)
                    .toList();
            return new Changes(seen, at.after(written).written(), true);
        }
        return at.archived()
                ? new Changes(seen, ended(Instant.ofEpochMilli(at.begun())), false)
                : new Changes(seen, at.ofArchived().written(), true);
    }
}
