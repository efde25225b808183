package org.vavl.learning.plot;

import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Curves, such as the losses of a training over its epochs, or points, such as embeddings in a plane, in panels. Panels whose vertical axes
 * have the same name show the same heights, so that they can be compared. A panel is so small that its letters can be read where it
 * fills a telephone.
 *
 * @param panels at least one
 * @param arrangement where they stand
 */
public record SeriesPlot(List<SeriesPanel> panels, Arrangement arrangement) implements Plot {
    private static final int PANEL_WIDTH = 420;
    private static final int PANEL_HEIGHT = 330;

    /** Where panels stand. */
    public enum Arrangement {
        /** From left to right, for print. */
        SIDE_BY_SIDE,
        /** One below the other, for screens of any width. */
        STACKED
    }

    /** Panels side by side. */
    public SeriesPlot(List<SeriesPanel> panels) {
        this(panels, Arrangement.SIDE_BY_SIDE);
    }

    /** Lets panels of the same vertical axis show the same heights, and checks that there is a panel. */
    public SeriesPlot {
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("a picture of series needs at least one panel");
        }
        List<SeriesPanel> all = List.copyOf(panels);
        panels = all.stream().map(panel -> withHeightsOf(panel, all)).toList();
    }

    private static SeriesPanel withHeightsOf(SeriesPanel panel, List<SeriesPanel> all) {
        return all.stream()
                .filter(other -> other.yLabel().equals(panel.yLabel()))
                .map(SeriesPanel::heights)
                .reduce(SeriesPanel.Heights::and)
                .map(panel::withHeights)
                .orElse(panel);
    }

    @Override
    public int width() {
        return arrangement == Arrangement.STACKED ? PANEL_WIDTH : PANEL_WIDTH * panels.size();
    }

    @Override
    public int height() {
        IntStream heights = panels.stream().mapToInt(SeriesPlot::height);
        return arrangement == Arrangement.STACKED
                ? heights.sum()
                : heights.max().orElseThrow();
    }

    /** Panels with long legends are higher, so that the curves have the same room in all. */
    private static int height(SeriesPanel panel) {
        return PANEL_HEIGHT + panel.legendHeight(PANEL_WIDTH);
    }

    @Override
    public List<Plot> parts() {
        return panels.stream()
                .map(panel -> (Plot) new SeriesPlot(List.of(panel)))
                .toList();
    }

    @Override
    public void paint(Graphics2D graphics) {
        int x = 0;
        int y = 0;
        for (SeriesPanel panel : panels) {
            Graphics2D place = (Graphics2D) graphics.create(x, y, PANEL_WIDTH, height(panel));
            panel.chart(PANEL_WIDTH, height(panel)).paint(place, PANEL_WIDTH, height(panel));
            place.dispose();
            x += arrangement == Arrangement.SIDE_BY_SIDE ? PANEL_WIDTH : 0;
            y += arrangement == Arrangement.STACKED ? height(panel) : 0;
        }
    }
}
