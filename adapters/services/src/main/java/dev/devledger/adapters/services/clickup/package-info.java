/** ClickUp behind the sync's ports: its requests, and the checks of its answers. */
@NullMarked
package dev.devledger.adapters.services.clickup;

import org.jspecify.annotations.NullMarked;
