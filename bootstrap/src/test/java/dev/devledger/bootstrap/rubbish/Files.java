package dev.devledger.bootstrap.rubbish;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files that an import takes, each row of which has a mark of its own, and which were damaged on the way. */
public final class Files {
    /** One of the same rubbish has the number in it. */
    public static final Pattern MARK = Pattern.compile("zq\\d+r\\d+z");

    private static final int ROWS = 6;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** @param query of the address that it is sent to */
    public record Sample(String type, String query, String text) {}

    private final Words words;
    private final List<Sample> exports;
    private final String mark;

    /** Of its own: what a damage leaves of the rows of two numbers is not the same, and so is not told to be there. */
    private final LocalTime moment;

    /** @param exports files of the ledger's own, as they are */
    Files(Words words, List<Sample> exports, long number) {
        this.words = words;
        this.exports = exports;
        this.mark = mark(number);
        this.moment = LocalTime.of(1, 0).plusSeconds(number % 60_000);
    }

    /** What is looked for to find what has come of the rubbish of that number. */
    public static String mark(long number) {
        return "zq" + number + "r";
    }

    Sample next() {
        return switch (words.upTo(6)) {
            case 0 -> tickTick();
            case 1 -> beads();
            case 2 -> time();
            case 3 -> lines();
            case 4 -> table();
            default -> exports.isEmpty() ? tickTick() : words.of(exports);
        };
    }

    private String row(int number) {
        return mark + number + "z";
    }

    private String each(String head, IntFunction<String> row) {
        return head + IntStream.range(0, ROWS).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
    }

    private Sample tickTick() {
        return new Sample("text/csv", "", each("""
                        "Date: 2026-06-15+0000"
                        "Version: 7.2"
                        "Folder Name","List Name","Title","Kind","Tags","Content","Is Check list","Start Date","Due Date",\
                        "Reminder","Repeat","Priority","Status","Created Time","Completed Time","Order","Timezone","Is All Day",\
                        "taskId","parentId"
                        """, i ->
                """
                        "","Rubbish","%s","TEXT","one, two","What it is about","N","2026-03-01T09:00:00+0000",\
                        "2026-03-02T09:00:00+0000","","","3","%d","2026-01-01T%s+0000","","%d","Europe/Madrid","false",\
                        "%s","%s\"""".formatted(row(i), i % 3, TIME.format(moment), i, row(i), i % 2 == 0 ? "" : row(i - 1))));
    }

    private Sample beads() {
        return new Sample("application/x-beads+jsonl", "?project=Rubbish", each("", i ->
                """
                {"id":"%s","title":"%s","description":"about","status":"%s","priority":%d,"issue_type":"bug","created_at":\
                "2026-01-02T03:04:05Z","updated_at":"2026-01-03T03:04:05Z","labels":["one"],"estimated_minutes":30,\
                "comments":[{"id":1,"author":"bo","text":"said","created_at":"2026-01-02T03:04:05Z"}],"dependencies":\
                [{"issue_id":"%s","depends_on_id":"%s","type":"blocks","created_at":"2026-01-02T03:04:05Z"}]}""".formatted(row(i), row(i), i % 2 == 0 ? "open" : "closed", i % 5, row(i), row(Math.max(0, i - 1)))));
    }

    private Sample time() {
        return new Sample(
                "text/csv",
                "?timeZone=Europe/Madrid&person=me&create=projects,tasks",
                each("""
                User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags
                """, i -> "Ada,ada@example.org,Acme,Rubbish,,%s,Yes,2026-03-1%d,%s,2026-03-1%d,%s,01:30:00,one"
                        .formatted(row(i), i, TIME.format(moment), i, TIME.format(moment.plusMinutes(90)))));
    }

    private Sample lines() {
        return new Sample("application/x-ndjson", "", each("""
                {"project": {"ref": "home", "name": "Rubbish %s", "tags": ["one"]}}
                """.formatted(mark), i ->
                """
                {"task": {"project": "home", "ref": "t%d", "title": "%s", "description": "about", "priority": "high", "tags": \
                ["one"], "dueDate": "2026-03-31", "estimateMinutes": 30, "notes": ["said"]%s}}""".formatted(i, row(i), i % 2 == 0 ? "" : ", \"parent\": \"t" + (i - 1) + "\"")));
    }

    private Sample table() {
        return new Sample(
                "text/csv", "", each("""
                project,title,description,status,priority,tags,startDate,dueDate,estimateMinutes,ref,parent,note
                """, i -> "Rubbish,%s,about,open,high,one two,2026-03-01,2026-03-31,30,t%d,%s,said"
                        .formatted(row(i), i, i % 2 == 0 ? "" : "t" + (i - 1))));
    }

    /** Once or some times; one in ten is sent as it is. */
    byte[] damaged(Sample sample) {
        String text = sample.text();
        int times = words.oneIn(10) ? 0 : 1 + words.upTo(2);
        for (int i = 0; i < times; i++) {
            text = damaged(text);
        }
        return bytes(text);
    }

    private String damaged(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int line = words.upTo(lines.size() - 1);
        String was = lines.get(line);
        switch (words.upTo(11)) {
            case 0 -> lines.remove(line);
            case 1 -> lines.add(line, was);
            case 2 -> lines.set(line, was.substring(0, words.upTo(was.length())));
            case 3 -> lines.set(line, was + words.text());
            case 4 -> lines.add(words.upTo(lines.size()), words.text());
            case 5 -> lines.set(line, with(was, words.text()));
            case 6 ->
                lines.set(line, with(was, words.of(List.of("\"", ",", ";", "\t", "{", "}", "\\", "\r", "\u0000"))));
            case 7 -> lines.set(line, value(was, words.oneIn(2) ? words.text() : words.number()));
            case 8 ->
                lines.set(line, was.replace("2026", words.of(List.of("1899", "0001", "9999", "10000", "-1", ""))));
            case 9 -> {
                return String.join(words.of(List.of("\r\n", "\r", "\n\n", "\u2028")), lines);
            }
            case 10 -> {
                String all = String.join("\n", lines);
                return all.substring(0, words.upTo(all.length()));
            }
            default -> lines.set(line, value(was, Bodies.quoted(words.text())));
        }
        return String.join("\n", lines);
    }

    private String with(String line, String more) {
        int at = words.upTo(line.length());
        return line.substring(0, at) + more + line.substring(at);
    }

    /** Another one in the place of a cell or a value. */
    private String value(String line, String other) {
        String[] parts = line.split("(?<=[,:])|(?=[,:}])", -1);
        parts[words.upTo(parts.length - 1)] = other;
        return String.join("", parts);
    }

    private byte[] bytes(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return switch (words.upTo(20)) {
            case 0 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
            case 1 ->
                text.getBytes(words.of(
                        List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("windows-1252"))));
            case 2 -> broken(utf8);
            default -> utf8;
        };
    }

    private byte[] broken(byte[] whole) {
        byte[] all = whole.clone();
        if (all.length > 0) {
            all[words.upTo(all.length - 1)] = (byte) words.upTo(255);
        }
        return all;
    }
}
