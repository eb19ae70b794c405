package dev.devledger.domain.sync;

import org.jspecify.annotations.Nullable;

/** What the ledger wants of an entity's remote object. */
public sealed interface Wanted {

    /** It should be there, with this content. {@code parent} is what it is below, null at the top of the list. */
    record Present(Canonical content, @Nullable EntityRef parent) implements Wanted {
        /** The same with the parent's remote id, which only its link knows. */
        public Canonical below(@Nullable String parentId) {
            return content.withParent(parentId);
        }
    }

    /** It was deleted. */
    record Gone() implements Wanted {}

    /** It is not the remote's business. */
    record Outside(String reason) implements Wanted {}
}
