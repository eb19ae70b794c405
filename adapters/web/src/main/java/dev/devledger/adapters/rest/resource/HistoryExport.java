package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.Download;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.ProblemCode;
import dev.devledger.adapters.rest.http.ProblemException;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Takes the history out as a file. Each such reading holds a connection to the database for as long as it takes. */
final class HistoryExport {

    /** Of the connections that all callers share, so many may go to readers who take their time. */
    private static final int AT_ONCE = 3;

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final HistoryQueries history;
    private final Semaphore free = new Semaphore(AT_ONCE);

    HistoryExport(HistoryQueries history) {
        this.history = history;
    }

    /** {@code filter} is null where nothing can fit. */
    Download of(@Nullable HistoryFilter filter, HistoryFile file) {
        String name = "devledger-history." + file.name().toLowerCase(Locale.ROOT);
        return new Download(file.contentType(), name, out -> write(filter, file, out));
    }

    private void write(@Nullable HistoryFilter filter, HistoryFile file, OutputStream out) throws IOException {
        if (!free.tryAcquire()) {
            throw new ProblemException(new Problem(
                            ProblemCode.RATE_LIMITED,
                            AT_ONCE
                                    + " exports are already running, and more are not allowed at a time. Try again"
                                    + " when one is done.")
                    .retryAfter(WAIT));
        }
        try {
            out.write(file.head());
            if (filter != null) {
                history.export(filter, entry -> write(file.line(entry), out));
            }
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        } finally {
            free.release();
        }
    }

    private static void write(byte[] line, OutputStream out) {
        try {
            out.write(line);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
