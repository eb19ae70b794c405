package dev.devledger.adapters.security;

import dev.devledger.adapters.security.SecretFile.UnusableSecret;
import dev.devledger.application.access.TokenCheck;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The token with all rights, in a file that only the user of the process can read. The file is created if missing. */
public final class OwnerToken implements TokenCheck {

    /** The form of the token. The prefix lets people, and scanners for leaked secrets, recognise the token. */
    private static final Pattern FORM = Pattern.compile("dlo_[A-Za-z0-9_-]{43}");

    private static final String REMEDY = "Correct the file, or delete it: the next start creates a new token.";

    private final Path file;
    private final String secret;

    public OwnerToken(Path file) {
        this.file = file;
        try {
            this.secret = SecretFile.read(
                    file, "owner token", "delete it too: the next start makes a new one", OwnerToken::text);
        } catch (IOException unusable) {
            throw new UnusableSecret(
                    "The owner token's file " + file + " cannot be used: " + unusable, REMEDY, unusable);
        }
        if (!FORM.matcher(secret).matches()) {
            throw new UnusableSecret(
                    "There is no owner token in " + file + ": it is empty or was changed.", REMEDY, null);
        }
    }

    private static String text(byte[] random) {
        return "dlo_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Returns the file from which people read the token. */
    public Path file() {
        return file;
    }

    /** Returns the token itself, which must never be logged. */
    public String secret() {
        return secret;
    }

    /** Compares a token in constant time, however much of the token is correct. */
    public boolean matches(String token) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<AuthenticatedCaller> caller(String bearer) {
        return matches(bearer) ? Optional.of(AuthenticatedCaller.owner()) : Optional.empty();
    }

    @Override
    public String toString() {
        return "the owner token of " + file;
    }
}
