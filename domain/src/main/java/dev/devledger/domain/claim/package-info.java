/** Who works on a task: its commands, events, states and decisions. */
@NullMarked
package dev.devledger.domain.claim;

import org.jspecify.annotations.NullMarked;
