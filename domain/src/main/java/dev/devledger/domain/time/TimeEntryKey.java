package dev.devledger.domain.time;

/** The short id that people and agents use, such as {@code E-12}; never reused. */
public record TimeEntryKey(long number) {
    @Override
    public String toString() {
        return "E-" + number;
    }
}
