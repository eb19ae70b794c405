/**
 * Requests to TrackingTime: within the budget, for the configured account, and judged by the status inside the answer.
 */
@NullMarked
package dev.devledger.adapters.services.trackingtime.client;

import org.jspecify.annotations.NullMarked;
