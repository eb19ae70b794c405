/** One request to TrackingTime: within the budget, in its account, and judged by the status inside the answer. */
@NullMarked
package dev.devledger.adapters.services.trackingtime.client;

import org.jspecify.annotations.NullMarked;
