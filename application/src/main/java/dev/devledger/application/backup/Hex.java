package dev.devledger.application.backup;

import java.util.HexFormat;

/** Bytes in hex, as records have them. */
final class Hex {

    private Hex() {}

    static void require(String text, String name) {
        boolean whole = text.length() % 2 == 0;
        for (int i = 0; whole && i < text.length(); i++) {
            whole = HexFormat.isHexDigit(text.charAt(i));
        }
        if (!whole) {
            throw new IllegalArgumentException(name + " is not in hex");
        }
    }
}
