package dev.devledger.domain.person;

/** The short id that people and agents use, such as {@code U-3}; never reused. */
public record PersonKey(long number) {
    @Override
    public String toString() {
        return "U-" + number;
    }
}
