package org.vavl.recognition.output;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.core.file.CsvCell;
import org.vavl.features.vision.FollowedFace;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.people.Person;

/**
 * Answers as a table: for each clip a row {@code whole}, then a row {@code window} for each of its windows, then, where several people are
 * seen, a row {@code person} for each, with what the face alone says. The column {@code person} is whom the row is of, and the last one,
 * {@code unsure}, why the answer is not to be relied on ({@link org.vavl.core.clip.Unsure.Reason#key}, joined with {@code +}); {@code emotion} is then only
 * what is most probable. Its columns are the stretch in
 * seconds, the emotion, the outputs, who answered, what each head says ({@code HEAD:OUTPUT}), and the share of each modality's frames that
 * are valid ({@code MODALITY:share}). What is not there is an empty cell; text is written as {@link CsvCell} says.
 */
public final class RecognitionTable {
    private final Task task;
    private final List<String> heads;
    private final List<String> modalities;

    public RecognitionTable(ModelDescription model) {
        task = model.task();
        heads = model.heads().stream().map(Head::name).toList();
        modalities = model.modalities().stream().map(Modality::name).toList();
    }

    public String header() {
        List<String> cells = new ArrayList<>(List.of("clip", "part", "begin", "end", "emotion"));
        cells.addAll(task.outputNames());
        cells.add("answeredBy");
        heads.forEach(head -> task.outputNames().forEach(output -> cells.add(head + ":" + output)));
        modalities.forEach(modality -> cells.add(modality + ":share"));
        cells.add("person");
        cells.add("unsure");
        return line(cells);
    }

    public String rows(Recognition answer) {
        String main = answer.mainPerson()
                .map(person -> Integer.toString(person.number()))
                .orElse("");
        StringBuilder rows = new StringBuilder(row(answer.clip(), "whole", answer.whole(), main));
        answer.timeline().forEach(window -> rows.append(row(answer.clip(), "window", window, "")));
        if (answer.people().size() > 1) {
            answer.people().forEach(person -> rows.append(row(answer.clip(), person)));
        }
        return rows.toString();
    }

    private String row(String clip, Person person) {
        List<FollowedFace.Span> spans = person.face().spans();
        List<String> cells = new ArrayList<>(List.of(
                clip,
                "person",
                Double.toString(spans.get(0).begin()),
                Double.toString(spans.get(spans.size() - 1).end())));
        cells.add(person.outputs()
                .filter(outputs -> task instanceof Task.Classification)
                .map(outputs -> task.outputNames().get(EmotionSegment.largest(outputs)))
                .orElse(""));
        cells.addAll(values(person.outputs().orElse(List.of())));
        cells.add(person.outputs().map(outputs -> Modality.VISUAL).orElse(""));
        cells.addAll(Collections.nCopies(heads.size() * task.outputs() + modalities.size(), ""));
        cells.add(Integer.toString(person.number()));
        cells.add("");
        return line(cells);
    }

    private String row(String clip, String part, WindowRecognition window, String person) {
        List<String> cells =
                new ArrayList<>(List.of(clip, part, Double.toString(window.begin()), Double.toString(window.end())));
        cells.add(window.prediction()
                .flatMap(prediction -> Recognition.emotion(prediction, task))
                .orElse(""));
        cells.addAll(values(window.prediction().map(Prediction::outputs).orElse(List.of())));
        cells.add(window.prediction()
                .map(prediction -> String.join("+", prediction.selectedHeads()))
                .orElse(""));
        heads.forEach(head -> cells.addAll(values(window.prediction()
                .map(prediction -> prediction.heads().getOrDefault(head, List.of()))
                .orElse(List.of()))));
        modalities.forEach(
                modality -> cells.add(Optional.ofNullable(window.modalities().get(modality))
                        .map(presence -> Double.toString(presence.share()))
                        .orElse("")));
        cells.add(person);
        cells.add(window.prediction()
                .flatMap(Prediction::unsure)
                .map(why -> String.join("+", why.reasons()))
                .orElse(""));
        return line(cells);
    }

    private List<String> values(List<Double> values) {
        return values.isEmpty()
                ? Collections.nCopies(task.outputs(), "")
                : values.stream().map(value -> Double.toString(value)).toList();
    }

    private static String line(List<String> cells) {
        try {
            return new CsvMapper()
                    .writer(CsvSchema.emptySchema())
                    .writeValueAsString(cells.stream().map(CsvCell::write).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("a line in memory", e);
        }
    }
}
