/** From both sides and what they last agreed on: what is to be done. Writes nothing. */
@NullMarked
package dev.devledger.application.sync.decide;

import org.jspecify.annotations.NullMarked;
