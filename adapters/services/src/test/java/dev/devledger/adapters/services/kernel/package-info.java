@NullMarked
package dev.devledger.adapters.services.kernel;

import org.jspecify.annotations.NullMarked;
