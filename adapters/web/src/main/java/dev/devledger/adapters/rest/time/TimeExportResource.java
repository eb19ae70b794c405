package dev.devledger.adapters.rest.time;

import dev.devledger.adapters.rest.http.Download;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.resource.AsOf;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.time.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryView;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping("/api/time-entries/export")
public record TimeExportResource(TimeEntryQueries queries, TimeQuery filters, AsOf past) {

    /** The parameter says in which form, so what the caller accepts is not asked for. */
    @GetMapping(produces = MediaType.ALL_VALUE)
    Download export(QueryParameters query) {
        String format = query.one("format", TimeExportResource::format);
        Character separator = query.one("separator", TimeFile.Csv::separator);
        Long then = past.position(query);
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

    /** What gets another start meanwhile may come a second time, which is left out. */
    private static void write(TimeFile file, TimeEntryQueries of, TimeEntryFilter filter, OutputStream out)
            throws IOException {
        file.begin(out);
        Set<UUID> seen = new HashSet<>();
        String cursor = null;
        do {
            Page<TimeEntryView> page = of.list(filter, new PageRequest(PageRequest.MAX_LIMIT, cursor));
            for (TimeEntryView entry : page.items()) {
                if (seen.add(entry.id())) {
                    file.add(entry, out);
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null);
    }
}
