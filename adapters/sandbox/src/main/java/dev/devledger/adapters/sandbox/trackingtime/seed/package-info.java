/** What is in the imitation of TrackingTime at the beginning. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.seed;

import org.jspecify.annotations.NullMarked;
