package dev.devledger.application.note;

import java.util.List;

/** The texts of the notes that are there at only one of two moments, in the order in which they were written. */
public record NotesBetween(List<String> gone, List<String> come) {}
