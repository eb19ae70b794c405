/** A small imitation of TrackingTime: its API, and controls for tests. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime;

import org.jspecify.annotations.NullMarked;
