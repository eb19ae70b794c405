/** Access tokens over HTTP. */
package dev.devledger.adapters.rest.resource;
