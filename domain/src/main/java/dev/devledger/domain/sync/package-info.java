/** Which remote object an entity is, and what has to be sent so that both sides agree. */
@NullMarked
package dev.devledger.domain.sync;

import org.jspecify.annotations.NullMarked;
