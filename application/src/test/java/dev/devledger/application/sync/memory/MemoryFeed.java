package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.domain.sync.content.CanonicalContent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A feed that reports which cards have changed, a few in each answer. Some changes turn up late, by at most the feed's
 * overlap. The feed never says that a card was deleted.
 */
final class MemoryFeed {
    private static final int PAGE = 5;
    private static final int ONE_IN = 4;

    private record State(
            CanonicalContent content,
            String list,
            boolean deleted,
            @Nullable String unreadable,
            Instant commentedAt) {}

    private record Entry(String card, Instant at, Instant shownFrom) {}

    /** @param cards the cards' ids */
    record Page(List<String> cards, String cursor, boolean more) {}

    private final Duration overlap;
    private final Map<String, State> known = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private boolean late = true;
    private String epoch = "feed";

    MemoryFeed(Duration overlap) {
        this.overlap = overlap;
    }

    /** Adds entries for the cards that have changed since the last call. */
    void note(Collection<Card> cards, Instant now) {
        for (Card card : cards) {
            State state = new State(card.content, card.list, card.deleted, card.unreadable, card.commentedAt);
            if (!state.equals(known.put(card.id, state))) {
                boolean isLate = late && entries.size() % ONE_IN == 0;
                entries.add(new Entry(card.id, now, isLate ? now.plus(overlap) : now));
            }
        }
    }

    /** Makes all cursors given out so far unknown. */
    void forget() {
        epoch += "'";
    }

    /** Ends all delays: late changes turn up now. */
    void catchUp() {
        late = false;
        entries.replaceAll(each -> new Entry(each.card(), each.at(), each.at()));
    }

    /** Returns the page at a cursor; empty if the cursor is unknown. */
    Optional<Page> page(@Nullable String cursor, Instant now) {
        if (cursor == null) {
            return Optional.of(new Page(List.of(), cursor(now, now, 0), false));
        }
        String[] parts = cursor.split("/", -1);
        return parts[0].equals(epoch)
                ? Optional.of(page(Instant.parse(parts[1]), Instant.parse(parts[2]), Integer.parseInt(parts[3]), now))
                : Optional.empty();
    }

    /** @param until the time at which the first page of this answer was requested; the next answer begins there */
    private Page page(Instant since, Instant until, int from, Instant now) {
        Instant asked = from == 0 ? now : until;
        List<String> shown = new ArrayList<>();
        for (int each = from; each < entries.size(); each++) {
            Entry entry = entries.get(each);
            if (!entry.at().isBefore(since.minus(overlap)) && !entry.shownFrom().isAfter(now)) {
                shown.add(entry.card());
            }
            if (shown.size() == PAGE && each + 1 < entries.size()) {
                return new Page(shown, cursor(since, asked, each + 1), true);
            }
        }
        return new Page(shown, cursor(asked, asked, 0), false);
    }

    private String cursor(Instant since, Instant until, int from) {
        return String.join("/", epoch, since.toString(), until.toString(), String.valueOf(from));
    }
}
