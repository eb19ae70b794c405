/** The calls that go straight to TrackingTime, past the ledger (docs/contract.md, section 7). */
@NullMarked
package dev.devledger.adapters.services.trackingtime.direct;

import org.jspecify.annotations.NullMarked;
