package dev.devledger.adapters.security;

import org.jspecify.annotations.Nullable;

/** A secret's file cannot be read, or has something else in it; the words are for whoever started Devledger. */
public final class UnusableSecret extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    UnusableSecret(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
