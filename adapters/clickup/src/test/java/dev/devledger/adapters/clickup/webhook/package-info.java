@NullMarked
package dev.devledger.adapters.clickup.webhook;

import org.jspecify.annotations.NullMarked;
