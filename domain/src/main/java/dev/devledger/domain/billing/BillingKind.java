package dev.devledger.domain.billing;

import java.util.Locale;
import java.util.UUID;

/** What is named on a bill: who pays it, or what for. */
public enum BillingKind {
    CUSTOMER("C"),
    SERVICE("S");

    private final String letter;

    BillingKind(String letter) {
        this.letter = letter;
    }

    /** With which its keys begin. */
    public String letter() {
        return letter;
    }

    /** As a sentence has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public BillingId id(UUID value) {
        return switch (this) {
            case CUSTOMER -> new CustomerId(value);
            case SERVICE -> new ServiceId(value);
        };
    }
}
