package dev.devledger.adapters.rest.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@link WriteRequest} of a change set, whose query may say which agent it is of, and nothing else. A method that reads
 * more of the query asks {@link QueryParameters#agent} itself.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ByAgent {}
