/** TrackingTime's JSON and its local times: reading, writing and filtering. */
@NullMarked
package dev.devledger.adapters.services.trackingtime.json;

import org.jspecify.annotations.NullMarked;
