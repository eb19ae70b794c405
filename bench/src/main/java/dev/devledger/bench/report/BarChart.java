package dev.devledger.bench.report;

import dev.devledger.bench.measure.Sample.Figure;
import dev.devledger.bench.measure.Sample.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bars side by side in groups, each with its median and a line from the least to the most, as plain SVG. */
final class BarChart {
    private static final List<String> COLOURS = List.of(
            "#8c8c8c", "#bdbdbd", "#4e79a7", "#f28e2b", "#a0cbe8", "#ffbe7d", "#86bcb6", "#f1a7a9", "#b07aa1",
            "#59a14f");
    private static final int WIDTH = 900;
    private static final int HEIGHT = 300;
    private static final int LEFT = 70;
    private static final int TOP = 50;
    private static final int LEGEND_LINE = 18;
    private static final int GRID_LINES = 5;

    private record Group(String name, List<Spread> bars) {}

    private final String title;
    private final List<String> series;
    private final List<Group> groups = new ArrayList<>();

    BarChart(String title, List<String> series) {
        this.title = title;
        this.series = series;
    }

    /** One bar for each of the series; what is not known is left out. */
    void group(String name, List<Spread> bars) {
        groups.add(new Group(name, bars));
    }

    String svg() {
        double top = niceTop();
        StringBuilder svg = new StringBuilder();
        int height = TOP + HEIGHT + 40 + LEGEND_LINE * ((series.size() + 1) / 2);
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="25" font-size="16">%s</text>
                """.formatted(WIDTH, height, LEFT, escaped(title)));
        for (int line = 0; line <= GRID_LINES; line++) {
            grid(svg, top, top * line / GRID_LINES);
        }
        double room = (double) (WIDTH - LEFT - 20) / groups.size();
        for (int i = 0; i < groups.size(); i++) {
            group(svg, groups.get(i), LEFT + i * room, room, top);
        }
        for (int i = 0; i < series.size(); i++) {
            legend(svg, i);
        }
        return svg.append("</svg>\n").toString();
    }

    private double niceTop() {
        double most = groups.stream()
                .flatMap(group -> group.bars().stream())
                .filter(Spread::isKnown)
                .mapToDouble(Spread::most)
                .max()
                .orElse(1);
        double size = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-9))));
        return Math.ceil(most / size * 2) / 2 * size;
    }

    private static double y(double value, double top) {
        return TOP + HEIGHT - HEIGHT * value / top;
    }

    private static void grid(StringBuilder svg, double top, double value) {
        line(svg, "#dddddd", LEFT, y(value, top), WIDTH - 20, y(value, top));
        text(svg, "end", LEFT - 6, y(value, top) + 4, value == 0 ? "0" : Figure.of(value));
    }

    private static void group(StringBuilder svg, Group group, double left, double room, double top) {
        double width = room * 0.9 / group.bars().size();
        for (int i = 0; i < group.bars().size(); i++) {
            Spread bar = group.bars().get(i);
            if (bar.isKnown()) {
                bar(svg, bar, COLOURS.get(i % COLOURS.size()), left + room * 0.05 + i * width, width, top);
            }
        }
        text(svg, "middle", left + room / 2, TOP + HEIGHT + 18, group.name());
    }

    private static void bar(StringBuilder svg, Spread bar, String colour, double x, double width, double top) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                x,
                y(bar.median(), top),
                width - 2,
                TOP + HEIGHT - y(bar.median(), top),
                colour));
        double middle = x + (width - 2) / 2;
        line(svg, "#333333", middle, y(bar.least(), top), middle, y(bar.most(), top));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"9\">%s</text>%n",
                middle,
                y(bar.most(), top) - 4,
                Figure.of(bar.median())));
    }

    private void legend(StringBuilder svg, int index) {
        int x = LEFT + index % 2 * (WIDTH - LEFT) / 2;
        int y = TOP + HEIGHT + 40 + index / 2 * LEGEND_LINE;
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>%n",
                x,
                y - 10,
                COLOURS.get(index % COLOURS.size())));
        text(svg, "start", x + 18, y, series.get(index));
    }

    private static void line(StringBuilder svg, String colour, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                x1,
                y1,
                x2,
                y2,
                colour));
    }

    private static void text(StringBuilder svg, String anchor, double x, double y, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
