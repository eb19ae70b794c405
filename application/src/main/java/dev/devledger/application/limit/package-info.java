/** How much of the server each caller may use: requests a minute, and at once, of all nodes together. */
@NullMarked
package dev.devledger.application.limit;

import org.jspecify.annotations.NullMarked;
