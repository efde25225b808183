package org.vavl.learning.corpus.importer;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.importer.source.ClipMedia;
import org.vavl.learning.corpus.importer.source.FeatureSource;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticModality;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;

/** The {@link SyntheticCorpus}, made from code: to try things on. */
final class SyntheticImporter implements CorpusImporter {
    private static final String MODALITIES = "modalities";
    private static final String SPEAKERS = "speakers";
    private static final String CLIPS = "clips";
    private static final String SEED = "seed";
    private static final String TASK = "task";
    private static final int MOST = 10_000;

    @Override
    public String name() {
        return "synthetic";
    }

    @Override
    public String description() {
        return "made from code, to try things on: speakers who show six emotions, in time, by voice and face; no SOURCE";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(MODALITIES, "2 (unless given): acoustic and visual; 3: text besides");
        options.put(SPEAKERS, "how many there are; 24 unless given");
        options.put(CLIPS, "how many each has; 15 unless given");
        options.put(SEED, "of everything that is drawn; 1 unless given");
        options.put(TASK, "classification (unless given) or regression, of arousal and valence");
        return options;
    }

    @Override
    public boolean namesModalities() {
        return true;
    }

    @Override
    public boolean hasSource() {
        return false;
    }

    @Override
    public ImportPlan plan(Path source, ImportOptions options) {
        long seed = number(options, SEED, 1, Integer.MAX_VALUE);
        SyntheticSettings settings = SyntheticSettings.standard(seed)
                .withSize((int) number(options, SPEAKERS, 24, MOST), (int) number(options, CLIPS, 15, MOST));
        boolean hasText = options.choice(MODALITIES, List.of("2", "3")).equals("3");
        Task task =
                options.choice(TASK, List.of("classification", "regression")).equals("regression")
                        ? SyntheticCorpus.regression()
                        : SyntheticCorpus.classification();
        return plan(hasText ? settings.withText() : settings, task);
    }

    private static ImportPlan plan(SyntheticSettings settings, Task task) {
        try (SyntheticCorpus corpus = new SyntheticCorpus(settings)) {
            Map<String, Clip> clips = new HashMap<>();
            corpus.clips().forEach(clip -> clips.put(clip.id(), clip));
            Map<String, FeatureSource> sources = new LinkedHashMap<>();
            settings.modalities().stream()
                    .map(SyntheticModality::modality)
                    .forEach(modality ->
                            sources.put(modality.name(), planned -> Optional.ofNullable(clips.get(planned.id()))
                                    .flatMap(clip -> clip.features(modality))));
            List<PlannedClip> planned = corpus.clips().stream()
                    .map(clip -> new PlannedClip(
                            new ClipEntry(clip.id(), clip.speaker(), clip.labels(), clip.traits(), Map.of()),
                            List.of(clip.id()),
                            ClipMedia.none()))
                    .toList();
            CorpusDescription description = new CorpusDescription(
                    corpus.name(), task, "made from code, seed " + settings.seed(), "Apache-2.0", List.of());
            return new ImportPlan(description, planned, sources);
        }
    }

    private static long number(ImportOptions options, String name, long otherwise, long most) {
        String text = options.get(name).orElse(Long.toString(otherwise));
        try {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for numbers out of range.
        }
        throw new VavlException("option " + name + " is '" + text + "', and must be a whole number from 1 to " + most);
    }
}
