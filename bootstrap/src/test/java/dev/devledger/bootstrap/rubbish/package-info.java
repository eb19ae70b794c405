/** Inputs that nobody means well, made by a number from what the application says of itself. */
package dev.devledger.bootstrap.rubbish;
