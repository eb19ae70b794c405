/** The timer of the imitation of TrackingTime, and all writing of entries. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.timer;

import org.jspecify.annotations.NullMarked;
