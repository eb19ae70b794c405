package dev.devledger.application.undo;

import java.util.UUID;

/**
 * What an undo did.
 *
 * @param changeSet what it is stored under, and can be taken back by
 * @param undone how many changes it made, as the history shows them; 0 where all was as before already
 */
public record Undone(UUID changeSet, int undone) {}
