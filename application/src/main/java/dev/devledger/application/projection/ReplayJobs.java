package dev.devledger.application.projection;

import java.time.Instant;

/** Work that goes on behind the request that asked for it, on one node, and again where that node died. */
public interface ReplayJobs {
    /** Has {@link ReplayRunner#run} called soon; once for a replay, however often it is submitted. */
    void submit(String name, Instant startedAt);
}
