package org.vavl.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.core.clip.Unsure;
import org.vavl.features.vision.FollowedFace;
import org.vavl.recognition.ModalityAvailability;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.people.Person;

/**
 * Recognitions as rows: for each recording one whose {@code part} is {@value #WHOLE}, one {@value #WINDOW} for each of its windows and, where
 * several people are seen, one {@value #PERSON} for each of them, with what the face alone says. docs/scale.md describes the columns.
 */
final class RecognitionRows implements Serializable {
    static final String MODEL = "model";
    static final String SETTINGS = "settings";
    static final String PART = "part";
    static final String WHOLE = "whole";
    static final String WINDOW = "window";
    static final String PERSON = "person";
    static final String UNREAD = "unread";

    private static final long serialVersionUID = 1L;

    private final boolean hasClasses;
    private final ArrayList<String> outputs;
    private final ArrayList<String> heads;
    private final ArrayList<String> modalities;
    private final StructType schema;
    private final String model;
    private final String settings;

    /**
     * @param description of the model
     * @param model its digest, as it stands in the rows
     * @param settings as they stand in the rows
     * @throws VavlException if the model's outputs cannot be columns of one table
     */
    RecognitionRows(ModelDescription description, String model, String settings) {
        this.hasClasses = description.task() instanceof Task.Classification;
        this.outputs = new ArrayList<>(description.task().outputNames());
        this.heads =
                new ArrayList<>(description.heads().stream().map(Head::name).toList());
        this.modalities = new ArrayList<>(
                description.modalities().stream().map(Modality::name).toList());
        this.model = model;
        this.settings = settings;
        this.schema = schema(columns());
    }

    private RecognitionRows(RecognitionRows other, String settings) {
        this.hasClasses = other.hasClasses;
        this.outputs = other.outputs;
        this.heads = other.heads;
        this.modalities = other.modalities;
        this.model = other.model;
        this.schema = other.schema;
        this.settings = settings;
    }

    /** The same with other settings in the rows. */
    RecognitionRows with(String otherSettings) {
        return new RecognitionRows(this, otherSettings);
    }

    StructType schema() {
        return schema;
    }

    private Map<String, DataType> columns() {
        Map<String, DataType> columns = new LinkedHashMap<>();
        columns.put(Recordings.PATH, DataTypes.StringType);
        columns.put(Recordings.LENGTH, DataTypes.LongType);
        columns.put(Recordings.MODIFIED, DataTypes.LongType);
        columns.put(MODEL, DataTypes.StringType);
        columns.put(SETTINGS, DataTypes.StringType);
        columns.put(PART, DataTypes.StringType);
        columns.put("number", DataTypes.IntegerType);
        columns.put("begin", DataTypes.DoubleType);
        columns.put("end", DataTypes.DoubleType);
        columns.put("emotion", DataTypes.StringType);
        outputs.forEach(output -> columns.put("output_" + output, DataTypes.DoubleType));
        columns.put("answered_by", DataTypes.StringType);
        columns.put("unsure", DataTypes.StringType);
        heads.forEach(
                head -> outputs.forEach(output -> columns.put("head_" + head + "_" + output, DataTypes.DoubleType)));
        for (String modality : modalities) {
            columns.put("share_" + modality, DataTypes.DoubleType);
            columns.put("missing_" + modality, DataTypes.StringType);
        }
        columns.put("faces", DataTypes.IntegerType);
        columns.put(Recordings.ERROR, DataTypes.StringType);
        columns.put(UNREAD, DataTypes.BooleanType);
        return columns;
    }

    /** Spark's names of columns are the same in capitals. */
    private static StructType schema(Map<String, DataType> columns) {
        Set<String> taken = new HashSet<>();
        StructType schema = new StructType();
        for (Map.Entry<String, DataType> column : columns.entrySet()) {
            if (!taken.add(column.getKey().toLowerCase(Locale.ROOT))) {
                throw new VavlException("the model's outputs would be two columns '" + column.getKey()
                        + "', which Spark cannot tell apart: their names must differ in more than capitals");
            }
            schema = schema.add(column.getKey(), column.getValue());
        }
        return schema;
    }

    /** Of a recording. */
    List<Row> rows(Row recording, Recognition answer) {
        List<Row> rows = new ArrayList<>();
        int main = answer.mainPerson().map(Person::number).orElse(0);
        rows.add(new Cells(recording, WHOLE)
                .number(main)
                .said(answer.whole())
                .add(answer.faces())
                .fine());
        int number = 0;
        for (WindowRecognition window : answer.timeline()) {
            rows.add(new Cells(recording, WINDOW)
                    .number(++number)
                    .said(window)
                    .add(null)
                    .fine());
        }
        if (answer.people().size() > 1) {
            answer.people().forEach(person -> rows.add(person(recording, person)));
        }
        return rows;
    }

    private Row person(Row recording, Person person) {
        List<FollowedFace.Span> spans = person.face().spans();
        Cells cells = new Cells(recording, PERSON)
                .number(person.number())
                .add(spans.get(0).begin())
                .add(spans.get(spans.size() - 1).end())
                .said(person.outputs(), person.outputs().map(any -> Modality.VISUAL), Optional.empty());
        heads.forEach(head -> cells.values(List.of()));
        modalities.forEach(modality -> cells.add(null).add(null));
        return cells.add(null).fine();
    }

    /**
     * Of a recording that has no answer.
     *
     * @param unread whether it is the reading that failed, which may go better another time, rather than the recording
     */
    Row failed(Row recording, String error, boolean unread) {
        Cells cells = new Cells(recording, WHOLE);
        while (cells.size() < schema.length() - 2) {
            cells.add(null);
        }
        return cells.add(error).add(unread).row();
    }

    /** A row as it is written, cell by cell. */
    private final class Cells {
        private final List<@Nullable Object> cells = new ArrayList<>();

        Cells(Row recording, String part) {
            add(recording.get(0)).add(recording.get(1)).add(recording.get(2));
            add(model).add(settings).add(part);
        }

        Cells add(@Nullable Object cell) {
            cells.add(cell);
            return this;
        }

        /** Which window from 1 on, or person; 0 for none. */
        Cells number(int number) {
            return add(number == 0 ? null : number);
        }

        Cells said(WindowRecognition stretch) {
            add(stretch.begin()).add(stretch.end());
            Optional<Prediction> prediction = stretch.prediction();
            said(
                    prediction.map(Prediction::outputs),
                    prediction.map(said -> String.join("+", said.selectedHeads())),
                    prediction.flatMap(Prediction::unsure));
            heads.forEach(head -> values(prediction
                    .map(said -> said.heads().getOrDefault(head, List.of()))
                    .orElse(List.of())));
            modalities.forEach(modality -> presence(stretch.modalities().get(modality)));
            return this;
        }

        Cells said(Optional<List<Double>> values, Optional<String> answeredBy, Optional<Unsure> unsure) {
            add(values.filter(any -> hasClasses)
                    .map(any -> outputs.get(Prediction.argmax(any)))
                    .orElse(null));
            values(values.orElse(List.of()));
            add(answeredBy.orElse(null));
            return add(unsure.map(why -> String.join("+", why.reasons())).orElse(null));
        }

        void values(List<Double> values) {
            for (int c = 0; c < outputs.size(); c++) {
                add(values.isEmpty() ? null : values.get(c));
            }
        }

        private void presence(@Nullable ModalityAvailability presence) {
            add(presence == null ? null : presence.share());
            add(presence instanceof ModalityAvailability.Missing missing ? missing.reason() : null);
        }

        /** A row with no error. */
        Row fine() {
            return add(null).add(null).row();
        }

        Row row() {
            if (size() != schema.length()) {
                throw new IllegalStateException(size() + " cells for " + schema.length() + " columns");
            }
            return RowFactory.create(cells.toArray());
        }

        int size() {
            return cells.size();
        }
    }
}
