/** A task of a project, and who works on it: their commands, events, states and decisions. */
@NullMarked
package dev.devledger.domain.task;

import org.jspecify.annotations.NullMarked;
