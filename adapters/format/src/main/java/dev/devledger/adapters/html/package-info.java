/**
 * The parts that all pages share: the template engine, the layout, a form's hidden field. All adapters may use them, so
 * that a user who goes from one adapter's page to another's does not notice; they use no adapter. A template is below
 * {@code src/main/jte}, in the folder of its package, and is compiled into that package.
 */
@NullMarked
package dev.devledger.adapters.html;

import org.jspecify.annotations.NullMarked;
