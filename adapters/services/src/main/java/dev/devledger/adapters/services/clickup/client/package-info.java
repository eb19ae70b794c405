/** One call to ClickUp: within the budget and the time limits, repeated only if that can do nothing twice. */
@NullMarked
package dev.devledger.adapters.services.clickup.client;

import org.jspecify.annotations.NullMarked;
