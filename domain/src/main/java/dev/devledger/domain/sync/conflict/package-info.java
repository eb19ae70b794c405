/**
 * Everything that waits for a person: how a conflict is raised, grows and ends, and writes that look like an accident.
 */
@NullMarked
package dev.devledger.domain.sync.conflict;

import org.jspecify.annotations.NullMarked;
