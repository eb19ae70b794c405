/** What all parts of the imitation of TrackingTime use: rows, JSON, errors, switches, wall times, the clock. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.common;

import org.jspecify.annotations.NullMarked;
