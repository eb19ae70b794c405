/** The reading and filtering of TrackingTime's JSON, and its times, which are local. */
@NullMarked
package dev.devledger.adapters.services.trackingtime.json;

import org.jspecify.annotations.NullMarked;
