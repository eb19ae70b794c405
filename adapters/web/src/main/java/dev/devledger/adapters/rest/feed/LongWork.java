package dev.devledger.adapters.rest.feed;

import java.util.Map;

/** Work that takes long, whose progress goes to all who listen to the ledger: each kind is named where the feed is made. */
public interface LongWork {

    /**
     * @param running whether it is under way
     * @param progress as docs/contract.md, section 4, shows it where it is asked for
     */
    record Step(boolean running, Object progress) {}

    /** The name of its events, such as {@code import}. */
    String event();

    /** What is under way on this node or was lately, by what tells one from the other; asked for once a second. */
    Map<String, Step> now();
}
