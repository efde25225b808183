package org.vavl.learning.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A curve, or points of one kind.
 *
 * @param name what the legend calls it
 * @param x where its points are, at least one
 * @param y as many values; one that is not a finite number is left out of the picture
 */
public record Series(String name, List<Double> x, List<Double> y) {
    /** Copies the points and checks that each has both values. */
    public Series {
        x = List.copyOf(x);
        y = List.copyOf(y);
        if (x.size() != y.size() || x.isEmpty()) {
            throw new IllegalArgumentException("curve " + name + " has " + x.size() + " places and " + y.size()
                    + " values: needs as many of both, at least one");
        }
    }

    /** The points that are numbers: their places, then their values. */
    double[][] finitePoints() {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            double[] point = {x.get(i), y.get(i)};
            if (Double.isFinite(point[0]) && Double.isFinite(point[1])) {
                points.add(point);
            }
        }
        return new double[][] {
            points.stream().mapToDouble(point -> point[0]).toArray(),
            points.stream().mapToDouble(point -> point[1]).toArray()
        };
    }
}
