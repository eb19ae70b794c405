/** Undo: turns the history of entities into the commands that bring back their former state. */
@NullMarked
package dev.devledger.domain.undo;

import org.jspecify.annotations.NullMarked;
