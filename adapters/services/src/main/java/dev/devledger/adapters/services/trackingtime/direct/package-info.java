/** The calls of users and agents that go straight to TrackingTime, not to the ledger (docs/contract.md, section 7). */
@NullMarked
package dev.devledger.adapters.services.trackingtime.direct;

import org.jspecify.annotations.NullMarked;
