/** The timer of the imitation of TrackingTime, and all writing of entries. */
@NullMarked
package dev.devledger.adapters.trackingtimesandbox.timer;

import org.jspecify.annotations.NullMarked;
