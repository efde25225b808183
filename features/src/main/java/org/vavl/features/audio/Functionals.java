package org.vavl.features.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Statistics of a clip's valid frames, in this order: each column's standard deviation ({@code spread}); the mean size of its change from
 * the frame before to the frame after ({@code change}); percentiles of the energy below the loudest frame's, and the loudest frame's;
 * percentiles of the pitch where there is voice, the share of frames with voice, and how many stretches of them there are in a second;
 * and ln of the duration in seconds. Statistics of energy and pitch are there if their columns are. Percentiles lie on straight lines
 * between the sorted values.
 */
final class Functionals {
    private static final int[] ENERGY_PERCENTILES = {10, 25, 50, 75, 90};
    private static final int[] PITCH_PERCENTILES = {5, 10, 25, 50, 75, 90, 95};

    private final FrameMatrix matrix;
    private final int[] frames;
    private final AcousticSettings settings;

    /**
     * @param matrix the frames with their own columns: spectrum, energy, pitch, voicing
     * @param valid which of them count, at least one
     */
    private Functionals(FrameMatrix matrix, BitSet valid, AcousticSettings settings) {
        this.matrix = matrix;
        this.frames = valid.stream().toArray();
        this.settings = settings;
    }

    /** The statistics' names, for a clip with these columns of its own. */
    static List<String> names(List<String> columns, AcousticSettings settings) {
        List<String> names = new ArrayList<>();
        columns.forEach(column -> names.add("spread-" + column));
        columns.forEach(column -> names.add("change-" + column));
        if (settings.energy()) {
            Arrays.stream(ENERGY_PERCENTILES).forEach(percent -> names.add("energy-p" + percent));
            names.add("energy-loudest");
        }
        if (settings.pitch().enabled()) {
            Arrays.stream(PITCH_PERCENTILES).forEach(percent -> names.add("pitch-p" + percent));
            names.add("voiced-share");
            names.add("voiced-rate");
        }
        names.add("duration");
        return names;
    }

    /** The statistics of a clip with at least one valid frame. */
    static float[] of(FrameMatrix matrix, BitSet valid, AcousticSettings settings) {
        List<Double> values = new Functionals(matrix, valid, settings).values();
        float[] result = new float[values.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = values.get(i).floatValue();
        }
        return result;
    }

    private List<Double> values() {
        List<Double> values = new ArrayList<>();
        for (int column = 0; column < matrix.width(); column++) {
            values.add(spread(column));
        }
        for (int column = 0; column < matrix.width(); column++) {
            values.add(change(column));
        }
        double seconds = frames.length * settings.logMel().hopSeconds();
        if (settings.energy()) {
            addEnergy(values);
        }
        if (settings.pitch().enabled()) {
            addPitch(values, seconds);
        }
        values.add(Math.log(seconds));
        return values;
    }

    private double spread(int column) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < frames.length; i++) {
            double before = matrix.at(frames[i], column) - mean;
            mean += before / (i + 1);
            squares += before * (matrix.at(frames[i], column) - mean);
        }
        return Math.sqrt(squares / frames.length);
    }

    private double change(int column) {
        double sum = 0;
        for (int i = 0; i < frames.length; i++) {
            double after = matrix.at(frames[Math.min(i + 1, frames.length - 1)], column);
            sum += Math.abs(after - matrix.at(frames[Math.max(i - 1, 0)], column));
        }
        return sum / frames.length;
    }

    private void addEnergy(List<Double> values) {
        int column = settings.spectralColumns();
        double[] sorted = sorted(frames, column);
        double loudest = sorted[sorted.length - 1];
        Arrays.stream(ENERGY_PERCENTILES).forEach(percent -> values.add(percentile(sorted, percent) - loudest));
        values.add(loudest);
    }

    private void addPitch(List<Double> values, double seconds) {
        int column = matrix.width() - 2;
        int[] voiced = IntStream.of(frames).filter(this::isVoiced).toArray();
        double[] sorted = sorted(voiced.length == 0 ? frames : voiced, column);
        Arrays.stream(PITCH_PERCENTILES).forEach(percent -> values.add(percentile(sorted, percent)));
        values.add((double) voiced.length / frames.length);
        long stretches = IntStream.range(0, frames.length)
                .filter(i -> isVoiced(frames[i]) && (i == 0 || !isVoiced(frames[i - 1])))
                .count();
        values.add(stretches / seconds);
    }

    private boolean isVoiced(int frame) {
        return matrix.at(frame, matrix.width() - 1) >= settings.pitch().voicedStrength();
    }

    private double[] sorted(int[] of, int column) {
        return IntStream.of(of)
                .mapToDouble(frame -> matrix.at(frame, column))
                .sorted()
                .toArray();
    }

    private static double percentile(double[] sorted, int percent) {
        double place = (sorted.length - 1) * percent / 100.0;
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
