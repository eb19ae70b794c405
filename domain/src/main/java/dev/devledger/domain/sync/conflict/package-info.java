/** How a conflict is raised, grows and ends: commands, events, decisions. */
@NullMarked
package dev.devledger.domain.sync.conflict;

import org.jspecify.annotations.NullMarked;
