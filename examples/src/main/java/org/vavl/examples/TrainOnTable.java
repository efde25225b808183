package org.vavl.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.vavl.core.clip.Clip;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.folder.FeatureStorage;
import org.vavl.learning.corpus.importer.CorpusImport;
import org.vavl.learning.corpus.importer.CorpusImporter;
import org.vavl.learning.corpus.importer.ImportOptions;
import org.vavl.learning.corpus.importer.Importers;
import org.vavl.learning.corpus.importer.source.FeatureSources;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.evaluation.Evaluation;
import org.vavl.learning.evaluation.EvaluationText;
import org.vavl.learning.evaluation.Evaluator;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.run.CorpusDefaults;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.learning.training.run.Trainer;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;

/** Trains a model on one's own recordings and evaluates it on speakers apart: {@code TrainOnTable clips.csv FOLDER}. */
public final class TrainOnTable {
    private TrainOnTable() {}

    /** Takes a table with the columns id, speaker, label and media, and a new folder for the corpus and the run. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[1]);
        importTable(Path.of(arguments[0]), folder.resolve("corpus"));
        System.out.println(
                train(folder.resolve("corpus"), folder.resolve("run"), "model: {name: vavl, preset: small}"));
    }

    static void importTable(Path table, Path corpus) {
        CorpusImporter importer = Importers.named("csv");
        ImportPlan plan = importer.plan(table, ImportOptions.of(importer, Map.of()));
        try (CorpusImport clips =
                new CorpusImport(plan, FeatureSources.standard().openAll(plan, Map.of()))) {
            clips.run(corpus, FeatureStorage.FLOAT32, (done, of) -> {});
        }
    }

    static String train(Path folder, Path runFolder, String settings) {
        try (CorpusFolder corpus = CorpusFolder.open(folder);
                RunFolder run = RunFolder.open(runFolder)) {
            RunConfiguration configuration = RunConfiguration.of(folder, CorpusDefaults.of(corpus), settings);
            Trainer.train(configuration, corpus, run, TrainingListener.SILENT);
            try (TrainedModel model = ModelFile.read(run.model(), Device.CPU)) {
                List<Clip> test = new TrainedRun(model.description()).clips(corpus, Part.TEST);
                Evaluator evaluator = new Evaluator(model, Precision.FLOAT32, 32);
                Evaluation.Subject subject = new Evaluation.Subject("mine", corpus.name(), "test", Map.of());
                return EvaluationText.table(Evaluation.of(subject, evaluator.predict(evaluator.evaluable(test))));
            }
        }
    }
}
