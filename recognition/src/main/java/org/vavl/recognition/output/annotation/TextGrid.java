package org.vavl.recognition.output.annotation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.vavl.core.PlainText;
import org.vavl.core.clip.Task;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.output.EmotionSegment;

/**
 * A recognition as a TextGrid, Praat's file of annotations, with the tiers of the file for ELAN: the whole recording, what is said over time, and what
 * each head says, each with a tier of the probabilities in percent where these are classes; then one for each person. An interval in which nothing is said
 * is empty, since Praat's tiers have no gaps.
 *
 * <p>Source: Boersma and Weenink, the manual of Praat, "TextGrid file formats", the long form.
 */
public final class TextGrid {
    private record Interval(long begin, long end, String text) {}

    private record Tier(String name, List<Interval> intervals) {}

    private TextGrid() {}

    /** The file's content, to be written in UTF-8. */
    public static String of(Recognition answer) {
        List<Tier> tiers = tiers(answer);
        long end = Math.max(1, Math.round(answer.seconds() * 1000));
        for (Tier tier : tiers) {
            for (Interval interval : tier.intervals()) {
                end = Math.max(end, interval.end());
            }
        }
        StringBuilder text = new StringBuilder("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n");
        line(text, 0, "xmin = 0");
        line(text, 0, "xmax = " + seconds(end));
        line(text, 0, "tiers? <exists>");
        line(text, 0, "size = " + tiers.size());
        line(text, 0, "item []:");
        for (int i = 0; i < tiers.size(); i++) {
            line(text, 1, "item [" + (i + 1) + "]:");
            write(text, tiers.get(i), end);
        }
        return text.toString();
    }

    private static List<Tier> tiers(Recognition answer) {
        List<Tier> tiers = new ArrayList<>();
        for (ElanTier tier : ElanTier.of(answer)) {
            List<Interval> labels = new ArrayList<>();
            List<Interval> percent = new ArrayList<>();
            for (EmotionSegment segment : tier.segments()) {
                labels.add(new Interval(ElanTier.begin(segment), ElanTier.end(segment), segment.label(answer.task())));
                percent.add(
                        new Interval(ElanTier.begin(segment), ElanTier.end(segment), segment.percent(answer.task())));
            }
            tiers.add(new Tier(tier.name(), labels));
            if (answer.task() instanceof Task.Classification) {
                tiers.add(new Tier(tier.name() + ", probability in percent", percent));
            }
        }
        for (ElanTier.OfPerson person : ElanTier.OfPerson.of(answer)) {
            tiers.add(new Tier(
                    person.name(),
                    person.spans().stream()
                            .map(span -> new Interval(span.begin(), span.end(), person.said()))
                            .toList()));
        }
        return tiers;
    }

    private static void write(StringBuilder text, Tier tier, long end) {
        List<Interval> all = withoutGaps(tier.intervals(), end);
        line(text, 2, "class = \"IntervalTier\"");
        line(text, 2, "name = " + quoted(tier.name()));
        line(text, 2, "xmin = 0");
        line(text, 2, "xmax = " + seconds(end));
        line(text, 2, "intervals: size = " + all.size());
        for (int i = 0; i < all.size(); i++) {
            Interval interval = all.get(i);
            line(text, 2, "intervals [" + (i + 1) + "]:");
            line(text, 3, "xmin = " + seconds(interval.begin()));
            line(text, 3, "xmax = " + seconds(interval.end()));
            line(text, 3, "text = " + quoted(interval.text()));
        }
    }

    private static List<Interval> withoutGaps(List<Interval> intervals, long end) {
        List<Interval> all = new ArrayList<>();
        long reached = 0;
        for (Interval interval : intervals) {
            if (interval.begin() > reached) {
                all.add(new Interval(reached, interval.begin(), ""));
            }
            long begin = Math.max(reached, interval.begin());
            if (interval.end() > begin) {
                all.add(new Interval(begin, interval.end(), interval.text()));
                reached = interval.end();
            }
        }
        if (reached < end) {
            all.add(new Interval(reached, end, ""));
        }
        return all;
    }

    private static void line(StringBuilder text, int depth, String content) {
        text.append("    ".repeat(depth)).append(content).append('\n');
    }

    private static String quoted(String value) {
        return '"' + PlainText.line(value).replace("\"", "\"\"") + '"';
    }

    private static String seconds(long milliseconds) {
        return BigDecimal.valueOf(milliseconds, 3).stripTrailingZeros().toPlainString();
    }
}
