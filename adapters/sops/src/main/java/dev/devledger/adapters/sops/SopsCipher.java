package dev.devledger.adapters.sops;

import dev.devledger.adapters.sops.SopsFile.SopsNode.Value;
import dev.devledger.adapters.sops.SopsFile.UnreadableSops;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM around each value, with a nonce of 32 bytes. A value can be decrypted only at its original place in the
 * file.
 */
final class SopsCipher {
    private static final Pattern FORM =
            Pattern.compile("^ENC\\[AES256_GCM,data:(.+),iv:(.+),tag:(.+),type:(.+)]", Pattern.DOTALL);
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final Set<String> YES = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> NO = Set.of("0", "f", "F", "FALSE", "false", "False");

    private final SecretKey key;

    SopsCipher(byte[] dataKey) throws UnreadableSops {
        if (dataKey.length != KEY_BYTES) {
            throw UnreadableSops.damaged("its data key has another length than 256 bits");
        }
        this.key = new SecretKeySpec(dataKey, "AES");
    }

    /**
     * @param bound the additional data of the encryption: the path of a value, or the time for the MAC
     * @param what the value's name in error messages
     */
    Value open(String encrypted, String bound, String what) throws UnreadableSops {
        if (encrypted.isEmpty()) {
            return Value.text("");
        }
        Matcher form = FORM.matcher(encrypted);
        if (!form.find()) {
            throw UnreadableSops.damaged(what + " is not encrypted, but should be");
        }
        String text = plain(form, bound, what);
        try {
            return switch (form.group(4)) {
                case "str", "bytes", "comment" -> Value.text(text);
                case "int" -> Value.other(GoNumbers.of(Long.parseLong(text)));
                case "float" -> Value.other(GoNumbers.of(Double.parseDouble(text)));
                case "bool" -> Value.other(GoNumbers.of(truth(text)));
                case "time" -> Value.other(text);
                default -> throw UnreadableSops.damaged(what + " has a type that is not known");
            };
        } catch (NumberFormatException e) {
            throw UnreadableSops.damaged(what + " is not of the type that it has");
        }
    }

    private String plain(Matcher form, String bound, String what) throws UnreadableSops {
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] data = base64.decode(form.group(1));
            byte[] tag = base64.decode(form.group(3));
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, base64.decode(form.group(2))));
            cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
            cipher.update(data); // Java returns nothing before the tag is checked
            byte[] plain = cipher.doFinal(tag);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain))
                    .toString();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw UnreadableSops.damaged(what + " was changed or moved");
        } catch (CharacterCodingException e) {
            throw UnreadableSops.damaged(what + " is no text");
        }
    }

    private static boolean truth(String word) {
        if (YES.contains(word) || NO.contains(word)) {
            return YES.contains(word);
        }
        throw new NumberFormatException("neither true nor false");
    }

    /** Writes numbers and booleans in Go's form, whose bytes SOPS counts into the MAC. */
    static final class GoNumbers {
        private GoNumbers() {}

        static String of(long number) {
            return Long.toString(number);
        }

        /** Returns the shortest digits that parse to the same number, without an exponent. */
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
}
