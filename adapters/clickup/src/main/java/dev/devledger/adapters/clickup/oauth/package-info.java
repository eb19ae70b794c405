/** How ClickUp lets an application in. */
@NullMarked
package dev.devledger.adapters.clickup.oauth;

import org.jspecify.annotations.NullMarked;
