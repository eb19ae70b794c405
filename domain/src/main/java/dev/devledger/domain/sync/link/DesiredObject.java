package dev.devledger.domain.sync.link;

import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import org.jspecify.annotations.Nullable;

/** The remote object that the ledger wants an entity to have. */
public sealed interface DesiredObject {

    /** A list that has to exist first; {@code name} is its name if it has to be made. */
    record ContainingList(EntityRef list, String name) {}

    /**
     * The object should exist, with this content.
     *
     * @param parent the parent entity, null at the top of the list
     * @param home the list that holds the object; for a list, the list itself
     */
    record Present(CanonicalContent content, @Nullable EntityRef parent, ContainingList home) implements DesiredObject {
        /** Returns the content with the parent's remote id, which only its link knows. */
        public CanonicalContent below(@Nullable String parentId) {
            return content.withParent(parentId);
        }
    }

    /** The entity was deleted. */
    record Gone() implements DesiredObject {}

    /** Another object replaces this one, which is deleted once everything in it has moved over. */
    record Replaced(String reason) implements DesiredObject {}

    /** The entity should have no object in this service. */
    record Outside(String reason) implements DesiredObject {}

    /** True if the object is to be deleted, now or once it is empty. */
    default boolean leaves() {
        return this instanceof Gone || this instanceof Replaced;
    }
}
