package dev.devledger.application.claim;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;

/** Reads of who has what. */
public interface ClaimQueries {
    /** Those whose time is not over, the one that ends first first. */
    Page<ClaimedTask> live(PageRequest page);
}
