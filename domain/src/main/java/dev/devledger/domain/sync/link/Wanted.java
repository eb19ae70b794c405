package dev.devledger.domain.sync.link;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;
import org.jspecify.annotations.Nullable;

/** What the ledger wants of an entity's remote object. */
public sealed interface Wanted {

    /** A list that has to be there first; {@code name} is what it is called where it has to be made. */
    record Home(EntityRef list, String name) {}

    /**
     * It should be there, with this content.
     *
     * @param parent what it is below, null at the top of its list
     * @param home the list that it is in; of a list it is the list itself
     */
    record Present(Canonical content, @Nullable EntityRef parent, Home home) implements Wanted {
        /** The same with the parent's remote id, which only its link knows. */
        public Canonical below(@Nullable String parentId) {
            return content.withParent(parentId);
        }
    }

    /** It was deleted. */
    record Gone() implements Wanted {}

    /** Another object is to stand for the same thing; this one goes when all that was in it has gone over. */
    record Replaced(String reason) implements Wanted {}

    /** It is not the remote's business. */
    record Outside(String reason) implements Wanted {}

    /** Whether it is to be deleted there, now or later. */
    default boolean leaves() {
        return this instanceof Gone || this instanceof Replaced;
    }
}
