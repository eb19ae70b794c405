/**
 * The parts that all pages of the dashboard share: the frame, the request in the address, the shown moment, and the
 * words for times, statuses and changes.
 */
@NullMarked
package dev.devledger.adapters.dashboard.frame;

import org.jspecify.annotations.NullMarked;
