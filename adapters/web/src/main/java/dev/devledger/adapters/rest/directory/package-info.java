/** People, customers and services over REST. */
@NullMarked
package dev.devledger.adapters.rest.directory;

import org.jspecify.annotations.NullMarked;
