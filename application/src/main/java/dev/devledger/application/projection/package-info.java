/** Takes events into the read model: as they are written, many at once, and in a replay. */
@NullMarked
package dev.devledger.application.projection;

import org.jspecify.annotations.NullMarked;
