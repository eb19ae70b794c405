/** The OAuth of ClickUp. */
@NullMarked
package dev.devledger.adapters.services.clickup.oauth;

import org.jspecify.annotations.NullMarked;
