package org.vavl.recognition.output;

import java.util.ArrayList;
import java.util.List;
import org.vavl.recognition.WindowRecognition;

/**
 * The part of a recording for which one window's answer stands. Where windows overlap, each stands for the time that is nearer to its middle than
 * to that of any other.
 *
 * @param begin in seconds
 * @param end in seconds
 * @param window whose answer it is
 */
record WindowSpan(double begin, double end, WindowRecognition window) {
    /** The stretches of windows in their order, from the begin of the first one to the end of the last one; gaps are where there is no window. */
    static List<WindowSpan> of(List<WindowRecognition> windows) {
        List<WindowSpan> stretches = new ArrayList<>();
        double begin = windows.get(0).begin();
        for (int i = 0; i < windows.size(); i++) {
            WindowRecognition window = windows.get(i);
            boolean overlaps = i < windows.size() - 1 && windows.get(i + 1).begin() < window.end();
            double end = overlaps ? (middle(window) + middle(windows.get(i + 1))) / 2 : window.end();
            stretches.add(new WindowSpan(begin, end, window));
            begin = overlaps || i == windows.size() - 1
                    ? end
                    : windows.get(i + 1).begin();
        }
        return stretches;
    }

    static double middle(WindowRecognition window) {
        return (window.begin() + window.end()) / 2;
    }
}
