@NullMarked
package dev.devledger.adapters.clickup.direct;

import org.jspecify.annotations.NullMarked;
