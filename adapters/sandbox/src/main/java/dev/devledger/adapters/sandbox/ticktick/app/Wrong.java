package dev.devledger.adapters.sandbox.ticktick.app;

import org.jspecify.annotations.Nullable;

/**
 * An input that was refused, so that its form is shown again with what is wrong.
 *
 * @param input its id on the page; empty where no single one is to blame
 * @param typed what it held
 * @param message empty where nothing is wrong
 */
record Wrong(String input, String typed, String message) {
    static final Wrong NOTHING = new Wrong("", "", "");

    boolean isAt(String id) {
        return !message.isEmpty() && input.equals(id);
    }

    /** The input's {@code aria-invalid}. */
    @Nullable
    String invalid(String id) {
        return isAt(id) ? "true" : null;
    }

    /** The input's {@code aria-describedby}. */
    @Nullable
    String description(String id) {
        return isAt(id) ? "wrong" : null;
    }

    /** What the input shows. */
    String value(String id, String otherwise) {
        return isAt(id) ? typed : otherwise;
    }
}
