/** The pages of the imitation of TrackingTime, for people. */
@NullMarked
package dev.devledger.adapters.trackingtimesandbox.app;

import org.jspecify.annotations.NullMarked;
