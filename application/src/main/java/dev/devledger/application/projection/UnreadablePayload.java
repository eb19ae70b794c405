package dev.devledger.application.projection;

/** In the place of what an event says, where that cannot be read back: whoever needs it has it parked, and all else goes on. */
public record UnreadablePayload(String reason) {}
