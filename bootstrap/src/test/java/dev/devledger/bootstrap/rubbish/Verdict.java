package dev.devledger.bootstrap.rubbish;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an answer to rubbish must not be. */
public record Verdict(int status, String why) {
    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3})");

    /** Of a class, a trace, or the database. */
    private static final Pattern INSIDE = Pattern.compile(
            "(?<![\\w/.-])(java|javax|jakarta|jdk|sun|dev\\.devledger|org\\.(springframework|apache|postgresql|axonframework|slf4j)"
                    + "|com\\.(zaxxer|fasterxml|networknt)|tools\\.jackson|io\\.modelcontextprotocol|reactor)\\.[\\w.$]*[A-Z]\\w+"
                    + "|[A-Z]\\w+Exception\\b|\\bat [a-z]\\w*(\\.\\w+)+\\(|stackTrace|PSQLException|SQLSTATE|SQL state"
                    + "|invalid byte sequence|violates \\w+ constraint|Apache Tomcat|Whitelabel");

    public static Verdict of(String answer) {
        Matcher line = STATUS.matcher(answer);
        if (!line.find()) {
            return new Verdict(0, answer.isEmpty() ? "" : "no HTTP: " + answer);
        }
        int status = Integer.parseInt(line.group(1));
        if (status == 500) {
            return new Verdict(status, "500");
        }
        if (answer.contains("unexpected error, id ")) {
            return new Verdict(status, "an unexpected error of a tool");
        }
        int end = answer.indexOf("\r\n\r\n");
        if (end > 0
                && answer.substring(0, end).toLowerCase(java.util.Locale.ROOT).contains("x-injected")) {
            return new Verdict(status, "a header of the client's");
        }
        Matcher inside = INSIDE.matcher(answer);
        return new Verdict(status, inside.find() ? "shows " + inside.group() : "");
    }

    public boolean isWell() {
        return why.isEmpty();
    }
}
