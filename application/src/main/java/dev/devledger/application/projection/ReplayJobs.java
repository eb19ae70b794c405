package dev.devledger.application.projection;

/** Work that goes on behind the request that asked for it, on one node, and again where that node died. */
public interface ReplayJobs {
    /** Has {@link ReplayRunner#run} called soon. */
    void submit(String name);
}
