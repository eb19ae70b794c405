/** Webhooks of the imitation of TrackingTime, and what they still have to deliver. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.hooks;

import org.jspecify.annotations.NullMarked;
