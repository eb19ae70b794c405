/** ClickUp's JSON and its dates, to and from the sync's types. */
@NullMarked
package dev.devledger.adapters.services.clickup.json;

import org.jspecify.annotations.NullMarked;
