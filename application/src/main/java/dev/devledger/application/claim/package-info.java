/** The claims of agents: who works on which task, until when. */
@NullMarked
package dev.devledger.application.claim;

import org.jspecify.annotations.NullMarked;
