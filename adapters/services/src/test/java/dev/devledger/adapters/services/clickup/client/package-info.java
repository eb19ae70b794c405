@NullMarked
package dev.devledger.adapters.services.clickup.client;

import org.jspecify.annotations.NullMarked;
