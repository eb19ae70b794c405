package dev.devledger.adapters.services.trackingtime;

import dev.devledger.adapters.services.trackingtime.json.Wire;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Where a read goes on.
 *
 * @param page counted from 0
 * @param first the id of the first task of the page before; empty before the first page
 */
record ReadCursor(int page, String first) {
    static final ReadCursor BEGIN = new ReadCursor(0, "");

    /** Null where it is none. */
    static @Nullable ReadCursor of(@Nullable String written) {
        if (written == null) {
            return BEGIN;
        }
        try {
            @Nullable ReadCursor cursor = Wire.JSON.readValue(written, ReadCursor.class);
            return cursor == null || cursor.page() < 1 || cursor.first() == null ? null : cursor;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** @param id of the first task of this page */
    String next(String id) {
        return Wire.JSON.writeValueAsString(new ReadCursor(page + 1, id));
    }

    /** Where the first page is 1, it comes for 0 as well; no other page comes twice. */
    boolean isRepeated(String id) {
        return page > 1 && id.equals(first);
    }
}
