/** What projects, tasks and the sync have in common: values, changes, rejections. */
@NullMarked
package dev.devledger.domain.shared;

import org.jspecify.annotations.NullMarked;
