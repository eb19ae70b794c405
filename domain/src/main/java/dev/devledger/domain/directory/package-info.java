/** People, customers and services: who works on tasks, who pays for the work, and as what it is billed. */
@NullMarked
package dev.devledger.domain.directory;

import org.jspecify.annotations.NullMarked;
