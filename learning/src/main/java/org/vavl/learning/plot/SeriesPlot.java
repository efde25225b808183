package org.vavl.learning.plot;

import java.awt.Graphics2D;
import java.util.List;

/**
 * Curves, such as the losses of a training over its epochs, or points, such as embeddings in a plane, in panels side by side. Panels whose
 * vertical axes have the same name show the same heights, so that they can be compared.
 *
 * @param panels from left to right, at least one
 */
public record SeriesPlot(List<SeriesPanel> panels) implements Plot {
    private static final int PANEL_WIDTH = 560;
    private static final int PANEL_HEIGHT = 420;

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
        return PANEL_WIDTH * panels.size();
    }

    @Override
    public int height() {
        return PANEL_HEIGHT;
    }

    @Override
    public List<Plot> parts() {
        return panels.stream()
                .map(panel -> (Plot) new SeriesPlot(List.of(panel)))
                .toList();
    }

    @Override
    public void paint(Graphics2D graphics) {
        for (int p = 0; p < panels.size(); p++) {
            Graphics2D place = (Graphics2D) graphics.create(p * PANEL_WIDTH, 0, PANEL_WIDTH, PANEL_HEIGHT);
            panels.get(p).chart(PANEL_WIDTH, PANEL_HEIGHT).paint(place, PANEL_WIDTH, PANEL_HEIGHT);
            place.dispose();
        }
    }
}
