/** The calls of the imitation of TrackingTime. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.api;

import org.jspecify.annotations.NullMarked;
