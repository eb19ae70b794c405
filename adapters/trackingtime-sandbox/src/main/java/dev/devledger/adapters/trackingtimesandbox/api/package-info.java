/** The calls of the imitation of TrackingTime. */
@NullMarked
package dev.devledger.adapters.trackingtimesandbox.api;

import org.jspecify.annotations.NullMarked;
