package dev.devledger.adapters.dashboard;

import dev.devledger.application.query.Sort;
import dev.devledger.domain.shared.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order of the cards.
 *
 * @param word as the API has it, where {@code -} reverses: one address and one list are in the same order
 * @param said as it is offered
 */
record BoardOrder(String word, String said, Sort sort) {
    /** The first is that of a board that is asked for none. */
    static final List<BoardOrder> ALL = List.of(
            new BoardOrder("-updated", "updated", Sort.DEFAULT),
            new BoardOrder("-priority", "priority", new Sort(Sort.By.PRIORITY, true)),
            new BoardOrder("due", "due", new Sort(Sort.By.DUE, false)),
            new BoardOrder("name", "name", new Sort(Sort.By.NAME, false)),
            new BoardOrder("updated", "updated, oldest first", new Sort(Sort.By.UPDATED, false)),
            new BoardOrder("priority", "priority, lowest first", new Sort(Sort.By.PRIORITY, false)),
            new BoardOrder("-due", "due, latest first", new Sort(Sort.By.DUE, true)),
            new BoardOrder("-name", "name, from Z to A", new Sort(Sort.By.NAME, true)));

    static BoardOrder of(String parameter, @Nullable String word) {
        if (word == null) {
            return ALL.getFirst();
        }
        return ALL.stream()
                .filter(order -> order.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(
                        parameter,
                        "is \"" + word
                                + "\"; allowed are updated, due, priority, name, or one of these with - before it"));
    }
}
