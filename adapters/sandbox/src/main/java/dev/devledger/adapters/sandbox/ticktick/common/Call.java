package dev.devledger.adapters.sandbox.ticktick.common;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A request in the form that tests use: the path is the part after {@code /open/v1}. */
public record Call(String method, String path) {
    public static final String PATH = "/sandbox/ticktick/open/v1";

    private static final Set<String> READING_POSTS =
            Set.of("/preference", "/task/completed", "/task/filter", "/task/undone", "/task/search");

    /** Reads an address: the part after {@code /open/v1}, or for an OAuth page {@code /oauth/…}. */
    public static Call of(String method, String uri) {
        String below = uri.startsWith(PATH) ? PATH : PagePaths.BOARD;
        return new Call(method, uri.substring(below.length()));
    }

    public boolean reads() {
        return method.equals("GET") || READING_POSTS.contains(path);
    }

    public boolean isAbout(Pattern pattern) {
        return Stream.of(path, method + " " + path, PATH + path)
                .anyMatch(text -> pattern.matcher(text).find());
    }

    /** The paths of the board and of the pages below it. */
    public static final class PagePaths {
        public static final String BOARD = "/sandbox/ticktick";

        private PagePaths() {}

        public static String card(String id) {
            return BOARD + "/cards/" + id;
        }

        public static String list(String id) {
            return BOARD + "/lists/" + id;
        }
    }
}
