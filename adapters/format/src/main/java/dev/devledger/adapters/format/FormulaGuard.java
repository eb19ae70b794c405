package dev.devledger.adapters.format;

import java.text.Normalizer;

/**
 * Guards texts that a spreadsheet would run as formulas: files have an apostrophe before them, which is removed when a
 * file is read.
 */
public final class FormulaGuard {
    private static final String FORMULA = "=+-@\t\r\n";

    private FormulaGuard() {}

    public static String guarded(String text) {
        return isRisky(text) ? "'" + text : text;
    }

    public static String unguarded(String cell) {
        return cell.startsWith("'") && isRisky(cell) ? cell.substring(1) : cell;
    }

    /**
     * True if the text begins like a formula, or with apostrophes followed by one; so the first apostrophe in a file is
     * always the guard's.
     */
    private static boolean isRisky(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == '\'') {
            first++;
        }
        return first < text.length() && FORMULA.contains(plain(text.substring(first, first + 1)));
    }

    /** Normalizes full-width and small signs, which some spreadsheets treat as the plain ones. */
    private static String plain(String sign) {
        return Normalizer.normalize(sign, Normalizer.Form.NFKC);
    }
}
