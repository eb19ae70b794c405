package dev.devledger.adapters.rest.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** A page with places for values, such as {@code {{title}}}. A value is never searched for places. */
public record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    /** The file beside that class. */
    public static Template of(Class<?> page, String file) {
        try {
            return new Template(new ClassPathResource(file, page).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** @param values HTML, by the name of the place */
    public String with(Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }
}
