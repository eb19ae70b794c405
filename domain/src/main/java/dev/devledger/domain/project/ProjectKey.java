package dev.devledger.domain.project;

/** The short id that people and agents use, such as {@code P-12}; never reused. */
public record ProjectKey(long number) {
    @Override
    public String toString() {
        return "P-" + number;
    }
}
