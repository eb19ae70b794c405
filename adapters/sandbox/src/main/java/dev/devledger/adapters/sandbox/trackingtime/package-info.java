/** A small imitation of TrackingTime: its API, its webhooks, and pages for people. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime;

import org.jspecify.annotations.NullMarked;
