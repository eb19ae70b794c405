/** ClickUp's JSON and its dates, to and from the words of the sync. */
@NullMarked
package dev.devledger.adapters.services.clickup.json;

import org.jspecify.annotations.NullMarked;
