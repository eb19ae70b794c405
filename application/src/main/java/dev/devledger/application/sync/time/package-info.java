/**
 * Keeps time entries in step with a service that has them: reads windows of them, takes over remote changes, and sends
 * local ones.
 */
@NullMarked
package dev.devledger.application.sync.time;

import org.jspecify.annotations.NullMarked;
