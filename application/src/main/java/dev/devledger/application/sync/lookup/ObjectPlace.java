package dev.devledger.application.sync.lookup;

import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.existence.Existence.RemoteState;

/** Where an object is by now. */
public sealed interface ObjectPlace {
    /** As the existence table has it, of one that is looked for wherever it is. */
    default RemoteState state() {
        return switch (this) {
            case At at -> RemoteState.SEEN_CHANGED;
            case Nowhere nowhere -> RemoteState.GONE;
            case Unclear unclear -> RemoteState.CANNOT_TELL;
        };
    }

    /** Where it is; {@code otherwise} where that is nowhere. */
    default RemoteRef object(RemoteRef otherwise) {
        return switch (this) {
            case At(var object) -> object;
            case Nowhere nowhere -> otherwise;
            case Unclear(var object) -> object;
        };
    }

    record At(RemoteRef object) implements ObjectPlace {}

    record Nowhere() implements ObjectPlace {}

    /** It answers by its id, and no search can tell whether it is there or deleted. */
    record Unclear(RemoteRef object) implements ObjectPlace {}
}
