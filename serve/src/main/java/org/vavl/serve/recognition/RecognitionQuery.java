package org.vavl.serve.recognition;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.recognition.FaceChoice;
import org.vavl.recognition.Segmentation;
import org.vavl.recognition.WindowSettings;
import org.vavl.serve.http.ProblemException;
import org.vavl.serve.http.QueryParameters;
import org.vavl.serve.model.ServedModel;
import org.vavl.serve.model.ServedModels;

/**
 * What a request asks for.
 *
 * @param model that answers
 * @param format of the answer
 * @param windows how the recording is gone through
 * @param face whom the answer is of
 * @param name of the recording, if the upload has none
 */
record RecognitionQuery(ServedModel model, AnswerFormat format, WindowSettings windows, FaceChoice face, String name) {
    private static final Set<String> KNOWN =
            Set.of("model", "format", "window", "step", "segments", "span", "person", "explain", "name");
    private static final int MOST_SPANS = 1000;
    private static final String UNNAMED = "recording";

    /** Into what a recording is divided. */
    private enum Segments {
        NONE,
        WINDOWS,
        SPEECH
    }

    /** @throws ProblemException if a parameter is wrong */
    static RecognitionQuery of(Context ctx, ServedModels models) {
        QueryParameters query = QueryParameters.of(ctx, KNOWN);
        try {
            return new RecognitionQuery(
                    query.text("model").map(models::named).orElseGet(models::first),
                    query.choice("format", AnswerFormat.JSON),
                    windows(query),
                    FaceChoice.parse(query.text("person").orElse("main")),
                    query.text("name").filter(name -> !name.isBlank()).orElse(UNNAMED));
        } catch (VavlException e) {
            throw ProblemException.of(400, String.valueOf(e.getMessage()));
        }
    }

    /** How the recording is gone through: for a job or a format that shows time, short ones in windows, too. */
    WindowSettings gone(boolean asJob) {
        return asJob || format.showsTime() ? windows.withTimelineForShortRecordings() : windows;
    }

    private static WindowSettings windows(QueryParameters query) {
        WindowSettings divided = divided(query);
        return query.flag("explain") ? divided.withExplanations() : divided;
    }

    private static WindowSettings divided(QueryParameters query) {
        OptionalDouble window = query.number("window");
        OptionalDouble step = query.number("step");
        List<String> spans = query.all("span");
        Segments segments = query.choice("segments", Segments.NONE);
        boolean isTimed = window.isPresent() || step.isPresent();
        boolean isOtherwise = segments == Segments.SPEECH || !spans.isEmpty();
        if ((isTimed && isOtherwise) || (segments != Segments.NONE && !spans.isEmpty())) {
            throw ProblemException.of(
                    400, "window and step are for windows, and a recording is divided in one way: segments or span");
        }
        if (!spans.isEmpty()) {
            return WindowSettings.defaults().withSegmentation(new Segmentation.Given(spans(spans)));
        }
        return switch (segments) {
            case SPEECH -> WindowSettings.defaults().withSegmentation(new Segmentation.Utterances());
            case WINDOWS -> WindowSettings.timeline(window, step).withTimelineForShortRecordings();
            case NONE -> WindowSettings.timeline(window, step);
        };
    }

    private static List<Segmentation.Span> spans(List<String> texts) {
        if (texts.size() > MOST_SPANS) {
            throw ProblemException.of(400, texts.size() + " spans are given, and must be at most " + MOST_SPANS);
        }
        List<Segmentation.Span> spans = new ArrayList<>();
        for (String text : texts) {
            String[] ends = text.split(",", -1);
            if (ends.length != 2) {
                throw ProblemException.of(
                        400, "span is '" + text + "', and must be BEGIN,END in seconds, such as 0.5,2");
            }
            spans.add(new Segmentation.Span(
                    QueryParameters.number("span", ends[0]), QueryParameters.number("span", ends[1])));
        }
        return spans;
    }
}
