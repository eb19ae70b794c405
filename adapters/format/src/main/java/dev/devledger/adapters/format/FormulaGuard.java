package dev.devledger.adapters.format;

import java.text.Normalizer;

/** Spreadsheets take some texts for formulas: these get an apostrophe in a file, and lose it when it is read again. */
public final class FormulaGuard {
    private static final String FORMULA = "=+-@\t\r\n";

    private FormulaGuard() {}

    public static String guarded(String text) {
        return isRisky(text) ? "'" + text : text;
    }

    public static String unguarded(String cell) {
        return cell.startsWith("'") && isRisky(cell) ? cell.substring(1) : cell;
    }

    /** Also with apostrophes of its own before it, so that the first one is always that of the guard. */
    private static boolean isRisky(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == '\'') {
            first++;
        }
        return first < text.length() && FORMULA.contains(plain(text.substring(first, first + 1)));
    }

    /** Some spreadsheets read the wide and the small signs as these. */
    private static String plain(String sign) {
        return Normalizer.normalize(sign, Normalizer.Form.NFKC);
    }
}
