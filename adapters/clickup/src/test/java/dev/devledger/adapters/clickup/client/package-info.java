@NullMarked
package dev.devledger.adapters.clickup.client;

import org.jspecify.annotations.NullMarked;
