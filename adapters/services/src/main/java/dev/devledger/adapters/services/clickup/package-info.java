/** The connector of ClickUp for the sync: its requests, and the checks of ClickUp's answers. */
@NullMarked
package dev.devledger.adapters.services.clickup;

import org.jspecify.annotations.NullMarked;
