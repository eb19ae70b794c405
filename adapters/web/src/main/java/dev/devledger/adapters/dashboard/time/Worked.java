package dev.devledger.adapters.dashboard.time;

/** How long was worked: "7:30" in a table, "7 h 30 min" in a sentence. */
public record Worked(long seconds) {
    boolean isNone() {
        return seconds == 0;
    }

    public String words() {
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    @Override
    public String toString() {
        return "%d:%02d".formatted(seconds / 3600, seconds / 60 % 60);
    }
}
