package dev.devledger.adapters.mcp.change;

/** What a write did, as a sentence says it: such as {@code created}, {@code create}, {@code 2 tasks}. */
public record WriteSummary(String done, String wished, String what) {

    /** {@code 1 task}, {@code 2 tasks}. */
    public static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    String said() {
        return Character.toUpperCase(done.charAt(0)) + done.substring(1) + " " + what;
    }
}
