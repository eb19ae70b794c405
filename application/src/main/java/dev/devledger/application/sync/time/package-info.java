/**
 * Keeps time entries in step with a service that has them: reads windows of them, takes over what was changed there, and
 * sends what was changed here.
 */
@NullMarked
package dev.devledger.application.sync.time;

import org.jspecify.annotations.NullMarked;
