/** What of TrackingTime's JSON is shown to anybody, and its times, which are those of a clock on a wall. */
@NullMarked
package dev.devledger.adapters.services.trackingtime.json;

import org.jspecify.annotations.NullMarked;
