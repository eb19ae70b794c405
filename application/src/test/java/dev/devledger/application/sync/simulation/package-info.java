/** The sync in a world that is made by a number: people, services and faults, and what must hold at each step. */
@NullMarked
package dev.devledger.application.sync.simulation;

import org.jspecify.annotations.NullMarked;
