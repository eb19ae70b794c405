/** Customers, services and projects of the imitation of TrackingTime. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.projects;

import org.jspecify.annotations.NullMarked;
