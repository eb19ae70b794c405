/** Deliveries of ClickUp's webhook: reasons to read, never facts. */
@NullMarked
package dev.devledger.adapters.services.clickup.webhook;

import org.jspecify.annotations.NullMarked;
