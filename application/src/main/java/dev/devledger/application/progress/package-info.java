/** How far long writes are, for whoever did not wait for the answer. */
@NullMarked
package dev.devledger.application.progress;

import org.jspecify.annotations.NullMarked;
