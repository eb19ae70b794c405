@NullMarked
package dev.devledger.adapters.sandbox.clickup;

import org.jspecify.annotations.NullMarked;
