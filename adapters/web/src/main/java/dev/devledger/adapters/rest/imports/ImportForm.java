package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.ProblemCode;
import dev.devledger.adapters.rest.http.ProblemException;
import dev.devledger.application.imports.ImportFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** The forms that a file to be imported can have. */
enum ImportForm {
    NDJSON("application/x-ndjson"),
    CSV("text/csv");

    private final String type;

    ImportForm(String type) {
        this.type = type;
    }

    static ImportForm of(@Nullable String contentType) {
        try {
            MediaType sent = contentType == null ? null : MediaType.parseMediaType(contentType);
            for (ImportForm form : values()) {
                if (sent != null && MediaType.valueOf(form.type).equalsTypeAndSubtype(sent) && isUtf8(sent)) {
                    return form;
                }
            }
        } catch (IllegalArgumentException unreadable) {
            // as any other type
        }
        throw new ProblemException(new Problem(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "This path does not take the body's content type; allowed are application/x-ndjson or"
                                + " text/csv, in UTF-8.")
                .with("Accept-Post", "application/x-ndjson, text/csv"));
    }

    private static boolean isUtf8(MediaType sent) {
        Charset charset = sent.getCharset();
        return charset == null || charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
    }

    ImportFile file(Path file, ImportFields each, ZoneId zone) {
        ImportFields fields = each.remembering();
        return switch (this) {
            case NDJSON -> () -> new NdjsonRows(file, fields);
            case CSV -> () -> new CsvRows(file, fields, zone);
        };
    }
}
