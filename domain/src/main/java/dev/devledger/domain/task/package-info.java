/** A task of a project: its commands, events, states and decisions. */
@NullMarked
package dev.devledger.domain.task;

import org.jspecify.annotations.NullMarked;
