package dev.devledger.adapters.rest.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** An answer of any length, which is written while it is read and is not kept. */
public record Download(String contentType, String fileName, Content content) {

    /** Throws {@link UncheckedIOException} where the caller is gone. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
