package dev.devledger.application.direct;

import java.util.List;

/** Calls to a service that has many of them, each with a name and arguments of its own. */
public interface NamedCalls {

    /** All that there are, in the order in which they are told. */
    List<NamedCall> all();

    /**
     * @param name one of those
     * @param arguments a JSON object; what is wrong with it is told, and nothing is sent then
     */
    DirectReply send(String name, String arguments);

    /** Whether there is an account, whose it is, and what to do where there is none. */
    DirectReply connection();
}
