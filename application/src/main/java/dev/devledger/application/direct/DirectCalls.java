package dev.devledger.application.direct;

import java.util.List;

/**
 * The calls of a service, each with a name and arguments of its own. They share the sync's budget and come before it.
 */
public interface DirectCalls {

    /** Those that are offered, in the order in which they are told. */
    List<DirectCall> all();

    /** Those that are not offered, too. */
    List<DirectCall> table();

    /** What is wrong with the request is told, and nothing is sent then. */
    DirectReply send(DirectRequest request);
}
