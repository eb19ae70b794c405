/** A developer's project: its commands, events, states and decisions. */
@NullMarked
package dev.devledger.domain.project;

import org.jspecify.annotations.NullMarked;
