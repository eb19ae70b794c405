/** Deliveries of ClickUp's webhook. A delivery causes reads, but its content is never used as data. */
@NullMarked
package dev.devledger.adapters.services.clickup.webhook;

import org.jspecify.annotations.NullMarked;
