package dev.devledger.application.imports;

/** What is wrong with a row. {@code line} is where the row begins, from 1. */
public record ImportError(long line, String field, String message) {}
