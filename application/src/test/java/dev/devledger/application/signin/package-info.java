@NullMarked
package dev.devledger.application.signin;

import org.jspecify.annotations.NullMarked;
