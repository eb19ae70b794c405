/** Many events at once: how they are stored with all that comes of them, for whoever has so many. */
@NullMarked
package dev.devledger.application.many;

import org.jspecify.annotations.NullMarked;
