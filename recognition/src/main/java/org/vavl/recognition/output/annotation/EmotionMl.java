package org.vavl.recognition.output.annotation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.recognition.ModalityAvailability;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.output.RelativeUrl;

/**
 * A recognition in the Emotion Markup Language: an {@code emotion} for the whole recording and one for each window, with all classes as categories, the most
 * probable first, whose confidence is their probability, or with the attributes as dimensions from 0 to 1. The vocabulary is the model's own.
 *
 * <p>Source: W3C, "Emotion Markup Language (EmotionML) 1.0", Recommendation of 22 May 2014.
 */
public final class EmotionMl {
    private static final String NAMESPACE = "http://www.w3.org/2009/10/emotionml";
    private static final String VOCABULARY = "outputs";
    private static final String CATEGORY = "category";
    private static final String DIMENSION = "dimension";
    private static final String TITLE = "# ";
    private static final double MILLISECONDS = 1000;

    /** What is no character of XML's names. */
    private static final Pattern OTHER = Pattern.compile(
            "[^A-Za-z0-9._\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u0131\\u0386-\\u03ce\\u0410-\\u044f\\u4e00-\\u9fa5\\uac00-\\ud7a3-]+");

    private final Recognition answer;
    private final String media;
    private final List<String> names;
    private final ElanXml xml = new ElanXml();

    private EmotionMl(Recognition answer, Path recording, Path folder) {
        this.answer = answer;
        this.media = RelativeUrl.of(folder, recording)
                .orElseGet(() -> recording.toAbsolutePath().normalize().toUri().toASCIIString());
        this.names = names(answer.task());
    }

    /**
     * The file's content.
     *
     * @param recording to which the file refers
     * @param folder in which the file will be
     * @param model what made the predictions
     */
    public static String of(Recognition answer, Path recording, Path folder, Provenance model) {
        return new EmotionMl(answer, recording, folder).write(model);
    }

    private boolean isOfClasses() {
        return answer.task() instanceof Task.Classification;
    }

    private String write(Provenance model) {
        String kind = isOfClasses() ? CATEGORY : DIMENSION;
        xml.begin("emotionml", "xmlns", NAMESPACE, "version", "1.0", kind + "-set", "#" + VOCABULARY);
        xml.text("info", about(model));
        xml.begin("vocabulary", "type", kind, "id", VOCABULARY);
        for (int c = 0; c < names.size(); c++) {
            String output = answer.task().outputNames().get(c);
            xml.begin("item", "name", names.get(c));
            if (!output.equals(names.get(c))) {
                xml.text("info", output);
            }
            xml.end();
        }
        xml.end();
        emotion("whole", answer.whole());
        for (int i = 0; i < answer.timeline().size(); i++) {
            WindowRecognition window = answer.timeline().get(i);
            if (window.prediction().isPresent()) {
                emotion("window-" + (i + 1), window);
            }
        }
        xml.end();
        return xml.finish();
    }

    /** Who made it, for people. */
    private static String about(Provenance model) {
        String title = model.card()
                .lines()
                .filter(line -> line.startsWith(TITLE))
                .findFirst()
                .map(line -> ", " + line.substring(TITLE.length()))
                .orElse("");
        return "Vavl " + model.facts().getOrDefault("version.vavl", "") + title;
    }

    private void emotion(String id, WindowRecognition window) {
        List<Double> outputs =
                window.prediction().map(prediction -> prediction.outputs()).orElse(List.of());
        long begin = Math.round(window.begin() * MILLISECONDS);
        long end = Math.max(begin + 1, Math.round(window.end() * MILLISECONDS));
        List<String> attributes = new ArrayList<>(List.of(
                "id",
                id,
                "time-ref-uri",
                media,
                "offset-to-start",
                Long.toString(begin),
                "duration",
                Long.toString(end - begin)));
        String through = expressedThrough(window.modalities());
        if (!through.isEmpty()) {
            attributes.addAll(List.of("expressed-through", through));
        }
        xml.begin("emotion", attributes.toArray(String[]::new));
        List<Integer> order = IntStream.range(0, outputs.size())
                .boxed()
                .sorted(Comparator.comparingDouble(c -> isOfClasses() ? -outputs.get(c) : 0))
                .toList();
        for (int c : order) {
            if (isOfClasses()) {
                xml.empty(CATEGORY, "name", names.get(c), "confidence", number(outputs.get(c)));
            } else {
                xml.empty(DIMENSION, "name", names.get(c), "value", number(scaled(c, outputs.get(c))));
            }
        }
        xml.empty(
                "reference",
                "uri",
                String.format(Locale.ROOT, "%s#t=%.3f,%.3f", media, begin / MILLISECONDS, end / MILLISECONDS));
        xml.end();
    }

    /** An attribute's value from 0 to 1. */
    private double scaled(int output, double value) {
        if (answer.task() instanceof Task.Regression task) {
            Task.Attribute attribute = task.attributes().get(output);
            return (value - attribute.minimum()) / (attribute.maximum() - attribute.minimum());
        }
        return value;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", Math.max(0, Math.min(1, value)));
    }

    /** In the Recommendation's words where it has some. */
    private static String expressedThrough(Map<String, ModalityAvailability> modalities) {
        Set<String> through = new LinkedHashSet<>();
        modalities.forEach((modality, presence) -> {
            if (presence instanceof ModalityAvailability.Present) {
                through.add(
                        switch (modality) {
                            case Modality.ACOUSTIC -> "voice";
                            case Modality.VISUAL -> "face";
                            default -> token(modality);
                        });
            }
        });
        return String.join(" ", through);
    }

    /** Outputs' names as name tokens of XML, each once. */
    private static List<String> names(Task task) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : task.outputNames()) {
            String token = token(name);
            String unique = token;
            for (int i = 2; names.containsValue(unique); i++) {
                unique = token + "_" + i;
            }
            names.put(name, unique);
        }
        return List.copyOf(names.values());
    }

    private static String token(String name) {
        String token = OTHER.matcher(name).replaceAll("_");
        return token.isEmpty() ? "_" : token;
    }
}
