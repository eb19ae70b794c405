package dev.devledger.adapters.rest.exports;

import dev.devledger.adapters.rest.http.Parser;

/** The forms in which tasks can be taken along. */
enum TaskFileForm {
    NDJSON("application/x-ndjson", "devledger-tasks.ndjson"),
    BEADS("application/x-beads+jsonl", "issues.jsonl");

    private final String contentType;
    private final String fileName;

    TaskFileForm(String contentType, String fileName) {
        this.contentType = contentType;
        this.fileName = fileName;
    }

    String contentType() {
        return contentType;
    }

    String fileName() {
        return fileName;
    }

    TaskFile file(OwnFile.Named named) {
        return switch (this) {
            case NDJSON -> new OwnFile(named);
            case BEADS -> new IssueFile();
        };
    }

    static TaskFileForm parse(String text) throws Parser.Wrong {
        return switch (text) {
            case "ndjson" -> NDJSON;
            case "beads" -> BEADS;
            default -> throw new Parser.Wrong("is " + Parser.quoted(text) + "; allowed are ndjson, beads");
        };
    }
}
