package dev.devledger.application.direct;

import org.jspecify.annotations.Nullable;

/**
 * Calls to a service that has workspaces, with spaces, folders, lists and tasks in them. They share the sync's budget and
 * come before it. Lists are read to their end, or say where they were cut.
 */
public interface DirectCalls {

    /** @param workspace the only one that the caller means; null for all that the account is let into */
    DirectReply send(DirectCall call, @Nullable String workspace);
}
