@NullMarked
package dev.devledger.adapters.services.clickup.oauth;

import org.jspecify.annotations.NullMarked;
