package dev.devledger.bench.report;

/** Of the table. */
public enum Column {
    WHAT("what"),
    AT_ONCE("at once"),
    RATE("a second"),
    P50("p50 ms"),
    P95("p95 ms"),
    P99("p99 ms"),
    PEER("× peer's insert"),
    LIKE("× its like"),
    FLOOR("× floor"),
    CPU("CPU ms for each: server + PostgreSQL + load"),
    MEMORY("MB: server + PostgreSQL"),
    ALSO("also"),
    GOAL("goal"),
    REACHED("reached");

    private final String title;

    Column(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
