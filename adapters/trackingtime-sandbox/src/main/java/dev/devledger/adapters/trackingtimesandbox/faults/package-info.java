/** How tests make the imitation of TrackingTime misbehave, and see what was asked of it. */
@NullMarked
package dev.devledger.adapters.trackingtimesandbox.faults;

import org.jspecify.annotations.NullMarked;
