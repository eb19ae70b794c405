package dev.devledger.adapters.sandbox.ticktick.app;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.CsrfField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All lists beside each other, with their cards. */
record BoardView(Board board, Wrong wrong, @Nullable CsrfField csrf, Instant now) {
    /** A word or two beside a card's title. */
    record Chip(String look, String words) {}

    byte[] html() {
        return Templates.render("sandbox/ticktick/app/board.jte", this);
    }

    String key(String id) {
        return board.key(id);
    }

    List<Chip> chips(Card card) {
        List<Chip> chips = new ArrayList<>();
        if (!key(card.id()).isEmpty()) chips.add(new Chip("key", key(card.id())));
        String due = card.dueInWords(now);
        if (!due.isEmpty()) chips.add(new Chip(card.isOverdue(now) ? "due over" : "due", due));
        if (card.repeats()) chips.add(new Chip("due", "Repeats"));
        card.tags().forEach(tag -> chips.add(new Chip("tag", "#" + tag)));
        return chips;
    }
}
