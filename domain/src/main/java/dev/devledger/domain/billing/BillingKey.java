package dev.devledger.domain.billing;

/** The short id that people and agents use, such as {@code C-4} of a customer and {@code S-2} of a service; never reused. */
public record BillingKey(BillingKind kind, long number) {

    /** As {@link #toString} has written it. */
    public static BillingKey parse(String text) {
        for (BillingKind kind : BillingKind.values()) {
            if (text.startsWith(kind.letter() + "-")) {
                return new BillingKey(kind, Long.parseLong(text.substring(2)));
            }
        }
        throw new IllegalArgumentException(text + " is no key of a customer or a service");
    }

    @Override
    public String toString() {
        return kind.letter() + "-" + number;
    }
}
