package dev.devledger.application.sync.read;

import dev.devledger.domain.sync.content.EntityRef;

/**
 * A list that is kept in step.
 *
 * @param owner a card list's entity, or that of the project that the list is
 * @param list its remote id
 * @param linked false where it was found by its name a moment ago
 */
public record SyncedList(EntityRef owner, String list, boolean linked) {
    public boolean cards() {
        return owner.holdsCards();
    }
}
