package dev.devledger.bench.trial;

/** Of the benchmark; each can be left out. */
public enum Part {
    START,
    FLOOR,
    COMMANDS,
    LAG,
    IMPORT,
    REPLAY,
    READS,
    STORE
}
