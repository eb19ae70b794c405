/** How tests make the imitation of TrackingTime misbehave, and see what was asked of it. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.faults;

import org.jspecify.annotations.NullMarked;
