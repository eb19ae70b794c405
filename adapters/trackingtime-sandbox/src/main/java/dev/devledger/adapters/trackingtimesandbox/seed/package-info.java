/** What is in the imitation of TrackingTime at the beginning. */
@NullMarked
package dev.devledger.adapters.trackingtimesandbox.seed;

import org.jspecify.annotations.NullMarked;
