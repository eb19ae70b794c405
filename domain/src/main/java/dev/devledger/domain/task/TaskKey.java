package dev.devledger.domain.task;

/** The short id that people and agents use, such as {@code T-345}; never reused. */
public record TaskKey(long number) {
    @Override
    public String toString() {
        return "T-" + number;
    }
}
