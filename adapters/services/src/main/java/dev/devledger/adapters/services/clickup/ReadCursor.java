package dev.devledger.adapters.services.clickup;

import dev.devledger.adapters.services.clickup.json.Wire;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Where a read goes on.
 *
 * @param archived whether it is at the archived tasks, which come by themselves and after the others
 * @param page counted from 0
 */
record ReadCursor(boolean archived, int page) {
    static final ReadCursor BEGIN = new ReadCursor(false, 0);

    /** Null where it is none. */
    static @Nullable ReadCursor of(@Nullable String written) {
        if (written == null) {
            return BEGIN;
        }
        try {
            @Nullable ReadCursor cursor = Wire.JSON.readValue(written, ReadCursor.class);
            return cursor == null || cursor.page() < 0 ? null : cursor;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The next one; null at the end. */
    @Nullable
    String next(boolean last) {
        if (last && archived) {
            return null;
        }
        return Wire.JSON.writeValueAsString(last ? new ReadCursor(true, 0) : new ReadCursor(archived, page + 1));
    }
}
