@NullMarked
package dev.devledger.adapters.clickup.oauth;

import org.jspecify.annotations.NullMarked;
