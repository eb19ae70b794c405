/** One call to ClickUp: within the budget and the time limits, repeated only where that can do nothing twice. */
@NullMarked
package dev.devledger.adapters.services.clickup.client;

import org.jspecify.annotations.NullMarked;
