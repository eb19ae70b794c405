/** The connector of TrackingTime for the sync: a project of TrackingTime is a list, which holds its tasks. */
@NullMarked
package dev.devledger.adapters.services.trackingtime;

import org.jspecify.annotations.NullMarked;
