/** What ClickUp delivers by itself: reasons to look, and never facts. */
@NullMarked
package dev.devledger.adapters.services.clickup.webhook;

import org.jspecify.annotations.NullMarked;
