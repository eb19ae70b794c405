/** A tree of the shape of Devledger's that breaks every rule of its architecture; see ArchitectureTest. */
package dev.devledger.bootstrap.architecture.planted;
