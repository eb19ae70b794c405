package dev.devledger.bench;

/** Of the benchmark; each can be left out. */
enum Part {
    START,
    FLOOR,
    COMMANDS,
    LAG,
    IMPORT,
    REPLAY,
    READS,
    STORE
}
