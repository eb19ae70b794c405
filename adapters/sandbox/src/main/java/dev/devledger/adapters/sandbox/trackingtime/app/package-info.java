/** The pages of the imitation of TrackingTime, for people. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.app;

import org.jspecify.annotations.NullMarked;
