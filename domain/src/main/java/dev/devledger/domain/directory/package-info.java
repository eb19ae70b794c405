/** People, customers and services: who works on tasks, for whom that is, and as what it is billed. */
@NullMarked
package dev.devledger.domain.directory;

import org.jspecify.annotations.NullMarked;
