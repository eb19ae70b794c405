/** What monitoring is told of the outside. */
@NullMarked
package dev.devledger.adapters.health;

import org.jspecify.annotations.NullMarked;
