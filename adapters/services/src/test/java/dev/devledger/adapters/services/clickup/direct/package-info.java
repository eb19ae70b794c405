@NullMarked
package dev.devledger.adapters.services.clickup.direct;

import org.jspecify.annotations.NullMarked;
