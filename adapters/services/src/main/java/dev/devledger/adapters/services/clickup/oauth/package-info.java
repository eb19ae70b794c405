/** How ClickUp lets an application in. */
@NullMarked
package dev.devledger.adapters.services.clickup.oauth;

import org.jspecify.annotations.NullMarked;
