/**
 * What all pages of the dashboard share: the frame around them, what their address asks for, the moment that they show, and how
 * times, statuses and changes are told.
 */
@NullMarked
package dev.devledger.adapters.dashboard.frame;

import org.jspecify.annotations.NullMarked;
