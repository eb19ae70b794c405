/**
 * The parts that all pages share: the template engine, the layout, a form's hidden field. Other adapters may see it, as
 * a person goes from one adapter's page to another's and should not notice; it sees none of them. A template is below
 * {@code src/main/jte} in the folder of its package and is compiled into that package.
 */
@NullMarked
package dev.devledger.adapters.html;

import org.jspecify.annotations.NullMarked;
