package org.vavl.learning.corpus.importer.toolkit;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;

/**
 * Frames at one rate, from the first one on. Where rows have numbers or times, a frame of which there is no row is there and not valid. The rate is that which
 * is given, or else follows from the times: of rows with numbers the mean, of others the one that most neighbours have, which gaps do not change.
 *
 * @param name of the clip, for messages
 * @param frameRate frames a second, if it is given
 */
record FrameGrid(String name, OptionalDouble frameRate) {
    private static final int MOST_FRAMES = 10_000_000;

    FeatureSequence sequence(List<ToolkitFrame> unsorted, int width, ExtractorId extractor) {
        boolean haveNumbers = unsorted.stream().noneMatch(frame -> Double.isNaN(frame.frame()));
        boolean haveTimes = unsorted.stream().noneMatch(frame -> Double.isNaN(frame.seconds()));
        ToDoubleFunction<ToolkitFrame> order = haveNumbers ? ToolkitFrame::frame : ToolkitFrame::seconds;
        List<ToolkitFrame> frames = haveNumbers || haveTimes
                ? unsorted.stream().sorted(Comparator.comparingDouble(order)).toList()
                : unsorted;
        double rate = frames.size() == 1 ? frameRate.orElse(1) : rate(frames, haveNumbers, haveTimes);
        double first = haveNumbers || haveTimes ? order.applyAsDouble(frames.get(0)) : 0;
        double scale = haveNumbers ? 1 : rate;
        int[] places = IntStream.range(0, frames.size())
                .map(i -> haveNumbers || haveTimes
                        ? place(Math.rint((order.applyAsDouble(frames.get(i)) - first) * scale))
                        : i)
                .toArray();
        int count = places[places.length - 1] + 1;
        if (count > MOST_FRAMES || (long) count * width > Integer.MAX_VALUE) {
            throw new VavlException(name + " has frames for " + count / rate + " s, which are too many");
        }
        float[] values = new float[count * width];
        BitSet valid = new BitSet();
        for (int i = 0; i < places.length; i++) {
            if (frames.get(i).valid()) {
                System.arraycopy(frames.get(i).values(), 0, values, places[i] * width, width);
                valid.set(places[i]);
            }
        }
        return new FeatureSequence(FloatBuffer.wrap(values), width, rate, valid, extractor);
    }

    private int place(double place) {
        if (place > MOST_FRAMES) {
            throw new VavlException(name + " has a frame that is " + place
                    + " behind its first one, and must have at most " + MOST_FRAMES);
        }
        return (int) place;
    }

    private double rate(List<ToolkitFrame> frames, boolean haveNumbers, boolean haveTimes) {
        if (frameRate.isPresent()) {
            return frameRate.getAsDouble();
        }
        ToolkitFrame first = frames.get(0);
        ToolkitFrame last = frames.get(frames.size() - 1);
        double seconds = last.seconds() - first.seconds();
        if (!haveTimes || !(seconds > 0)) {
            throw new VavlException(name + " has " + frames.size()
                    + " rows and no times; name their frame rate, such as table:FILE,frameRate=30");
        }
        if (haveNumbers) {
            return (last.frame() - first.frame()) / seconds;
        }
        double[] steps = IntStream.range(1, frames.size())
                .mapToDouble(i -> frames.get(i).seconds() - frames.get(i - 1).seconds())
                .filter(step -> step > 0)
                .sorted()
                .toArray();
        return 1 / steps[steps.length / 2];
    }
}
