/** A plan: what is to be done, in which order, and how it is told and guarded. Writes nothing. */
@NullMarked
package dev.devledger.application.sync.plan;

import org.jspecify.annotations.NullMarked;
