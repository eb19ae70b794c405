package dev.devledger.application.imports;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** The rows of an import. They are read more than once, and never all kept. */
public interface ImportFile {
    Rows open();

    interface Rows extends Closeable {
        /** The next one, null at the end. What cannot be read is a {@link ImportRow.Bad}. */
        @Nullable
        ImportRow next();

        /** How much of the file was read. */
        long bytes();

        @Override
        void close();
    }
}
