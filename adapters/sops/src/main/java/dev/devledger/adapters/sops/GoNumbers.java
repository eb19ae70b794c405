package dev.devledger.adapters.sops;

import java.math.BigDecimal;

/** Numbers and truth values in the words of Go, whose bytes SOPS counts into the MAC. */
final class GoNumbers {
    private GoNumbers() {}

    static String of(long number) {
        return Long.toString(number);
    }

    /** The shortest digits that are read as the same number, never with an exponent. */
    static String of(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    static String of(boolean truth) {
        return truth ? "True" : "False";
    }
}
