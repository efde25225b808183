package org.vavl.recognition.output.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Segmentation;
import org.vavl.recognition.output.Answers;

/** Answers as subtitles. */
class WebVttTest {
    @Test
    void aCueIsARunOfWindowsThatSayTheSameEachForTheTimeAroundItsMiddle() {
        assertThat(WebVtt.of(Answers.of("clip.mp4", 0, 0, 2, -1, 1))).isEqualTo("""
                WEBVTT

                NOTE The whole recording is sad &amp; &lt;low&gt; (the clip has no acoustic). Its 5 windows are recognised one by one, and may differ: 2 happy, 1 angry, 1 without prediction, 1 sad &amp; &lt;low&gt;.

                1
                00:00:00.000 --> 00:00:03.000
                happy 60 %

                2
                00:00:03.000 --> 00:00:04.000
                angry 60 %

                3
                00:00:05.000 --> 00:00:07.000
                sad &amp; &lt;low&gt; 60 %
                """);
    }

    @Test
    void partsOfARecordingAreCalledWhatTheyAre() {
        Recognition answer = Answers.of("clip.mp4", 0, 2);
        assertThat(WebVtt.of(Answers.divided(answer, new Segmentation.Utterances())))
                .contains("Its 2 utterances are recognised one by one");
        Segmentation given = new Segmentation.Given(List.of(new Segmentation.Span(0, 3), new Segmentation.Span(1, 4)));
        assertThat(WebVtt.of(Answers.divided(answer, given))).contains("Its 2 segments are recognised one by one");
        assertThat(WebVtt.of(Answers.divided(Answers.of("clip.mp4", 0), given)))
                .contains("Its only segment is recognised by itself");
    }

    @Test
    void aRecordingWithoutWindowsIsOneCue() {
        assertThat(WebVtt.of(Answers.whole("clip.mp4"))).contains("00:00:00.000 --> 00:00:02.500\nsad");
        int[] hour = new int[3700];
        assertThat(WebVtt.of(Answers.of("clip.mp4", hour))).contains("00:00:00.000 --> 01:01:42.000");
    }
}
