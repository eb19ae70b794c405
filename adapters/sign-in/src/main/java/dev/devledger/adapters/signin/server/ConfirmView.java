package dev.devledger.adapters.signin.server;

import dev.devledger.adapters.html.CsrfField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the owner is shown.
 *
 * @param name what the app calls itself
 * @param actor as the history will name it
 * @param place where the browser goes afterwards
 * @param onThisMachine whether that is a program on the machine where the browser runs
 * @param resource for what it asks
 * @param loginTooOld whether it takes the owner token once more
 */
record ConfirmView(
        String clientId,
        String name,
        String actor,
        String place,
        boolean onThisMachine,
        String resource,
        String state,
        List<Asked> scopes,
        boolean loginTooOld,
        @Nullable CsrfField csrf) {

    /**
     * A scope that it asks for.
     *
     * @param ticked whether it is given where the owner does nothing about it
     */
    record Asked(String word, String meaning, boolean ticked) {}
}
