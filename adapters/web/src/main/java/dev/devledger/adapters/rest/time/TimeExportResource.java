package dev.devledger.adapters.rest.time;

import dev.devledger.adapters.rest.http.Download;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.ProblemCode;
import dev.devledger.adapters.rest.http.ProblemException;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.resource.AsOf;
import dev.devledger.application.query.AskedMoment;
import dev.devledger.application.time.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Semaphore;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping("/api/time-entries/export")
public final class TimeExportResource {
    private static final int AT_ONCE = 3;
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final TimeEntryQueries queries;
    private final TimeQuery filters;
    private final AsOf past;
    private final Semaphore free = new Semaphore(AT_ONCE);

    public TimeExportResource(TimeEntryQueries queries, TimeQuery filters, AsOf past) {
        this.queries = queries;
        this.filters = filters;
        this.past = past;
    }

    /** The parameter says in which form, so what the caller accepts is not asked for. */
    @GetMapping(produces = MediaType.ALL_VALUE)
    Download export(QueryParameters query) {
        String format = query.one("format", TimeExportResource::format);
        Character separator = query.one("separator", TimeFile.Csv::separator);
        AskedMoment then = past.moment(query);
        ZoneId zone = filters.zone(query);
        if (separator != null && "ndjson".equals(format)) {
            query.wrong("separator", "is only for format=csv");
        }
        TimeEntryFilter filter = filters.filter(query, zone);
        TimeEntryQueries of = then == null ? queries : queries.asOf(then);
        boolean lines = "ndjson".equals(format);
        TimeFile file = lines ? new TimeFile.Ndjson() : new TimeFile.Csv(separator == null ? ',' : separator);
        return new Download(
                lines ? "application/x-ndjson" : "text/csv; charset=utf-8",
                lines ? "time.ndjson" : "time.csv",
                out -> write(file, of, filter, out));
    }

    private static String format(String text) throws Parser.Wrong {
        if (text.equals("csv") || text.equals("ndjson")) {
            return text;
        }
        throw new Parser.Wrong("is not a format; allowed are csv, ndjson");
    }

    private void write(TimeFile file, TimeEntryQueries of, TimeEntryFilter filter, OutputStream out)
            throws IOException {
        if (!free.tryAcquire()) {
            throw new ProblemException(new Problem(
                            ProblemCode.RATE_LIMITED,
                            AT_ONCE + " exports of time are already running, and more are not allowed at a time. Try"
                                    + " again when one is done.")
                    .retryAfter(WAIT));
        }
        try {
            file.begin(out);
            of.export(filter, each -> {
                try {
                    file.add(each, out);
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
        } finally {
            free.release();
        }
    }
}
