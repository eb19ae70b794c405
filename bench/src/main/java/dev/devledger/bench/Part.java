package dev.devledger.bench;

/** Of the benchmark; each can be left out. */
enum Part {
    FLOOR,
    COMMANDS,
    READS,
    REPLAY,
    STORE
}
