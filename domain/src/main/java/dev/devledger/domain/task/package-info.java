/** A task of a project, and its claims: their commands, events, states and decisions. */
@NullMarked
package dev.devledger.domain.task;

import org.jspecify.annotations.NullMarked;
