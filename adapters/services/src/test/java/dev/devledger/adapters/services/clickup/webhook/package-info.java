@NullMarked
package dev.devledger.adapters.services.clickup.webhook;

import org.jspecify.annotations.NullMarked;
