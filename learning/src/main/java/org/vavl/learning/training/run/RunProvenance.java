package org.vavl.learning.training.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vavl.core.Counted;
import org.vavl.core.clip.Clip;
import org.vavl.core.compute.Precision;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.split.Split;
import org.vavl.nn.LibTorch;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.inference.ModelInformation;
import org.vavl.recognition.inference.ModelInformation.DataSet;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.inference.TrainingSpeakers;

/**
 * What a run is made from, for the model file and to tell one run from another. No time and no machine is in it, so that the same run gives
 * the same file.
 *
 * @param configuration the run's
 * @param corpus what it is trained on
 * @param split which clips are for what
 * @param precision that {@code auto} came to
 * @param ranks how many processes train together
 */
record RunProvenance(RunConfiguration configuration, Corpus corpus, Split split, Precision precision, int ranks) {
    private static final String CONFIGURATION = "configuration";
    private static final String THREADS = "threads";
    private static final String RANKS = "ranks";

    /** Of one process. */
    RunProvenance(RunConfiguration configuration, Corpus corpus, Split split, Precision precision) {
        this(configuration, corpus, split, precision, 1);
    }

    /** The facts that are known before the first step. No folder of this machine is in them. */
    Provenance atStart() {
        Map<String, String> facts = facts();
        facts.put(CONFIGURATION, configuration.forOthers(corpus.name()).toYaml());
        return new Provenance(facts, "", information());
    }

    /** What the corpus says, the configuration's word before it, and whom the model is trained on. */
    private ModelInformation information() {
        List<DataSet> dataSets = corpus.dataSets();
        String licences = dataSets.stream()
                .map(DataSet::licence)
                .filter(licence -> !licence.isBlank())
                .distinct()
                .collect(Collectors.joining("; "));
        ModelInformation said = new ModelInformation(
                licences.isEmpty() ? "" : "not said; that of the data: " + licences,
                dataSets,
                List.of(),
                List.of(),
                List.of(),
                List.of());
        ModelInformation own = configuration
                .information()
                .map(InformationSettings::information)
                .map(said::under)
                .orElse(said)
                .with(speakers());
        for (ModelInformation extractor : corpus.extractorInformation().values()) {
            own = own.over(extractor);
        }
        return own;
    }

    /** Those first who speak most, since of very many not all are kept. */
    private TrainingSpeakers speakers() {
        Map<String, Long> clips = split.clips(Part.TRAIN).stream()
                .collect(Collectors.groupingBy(Clip::speaker, TreeMap::new, Collectors.counting()));
        List<String> speakers = clips.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
        String salt =
                TrainingSpeakers.salt(corpus.digest() + configuration.training().seed());
        return TrainingSpeakers.of(salt, TrainedRun.names(corpus), speakers);
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("corpus.name", corpus.name());
        facts.put("corpus.digest", corpus.digest());
        facts.put("split", split.description());
        for (Part part : Part.values()) {
            facts.put("split." + part, Integer.toString(split.clips(part).size()));
        }
        if (split.copiesLeftOut() > 0) {
            facts.put("split.copiesLeftOut", Integer.toString(split.copiesLeftOut()));
        }
        facts.put(
                CONFIGURATION,
                configuration.withoutInformation().withCorpus(corpus.name()).toYaml());
        facts.put("seed", Long.toString(configuration.training().seed()));
        facts.put("precision", precision.toString());
        if (ranks > 1) {
            facts.put(RANKS, Integer.toString(ranks));
        }
        facts.put(THREADS, Integer.toString(configuration.training().threadsHere()));
        facts.put("version.vavl", version());
        facts.put("version.libtorch", LibTorch.version());
        return facts;
    }

    private static String version() {
        String version = RunProvenance.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** A digest of all that decides how the run goes. */
    String digest() {
        return digest(facts());
    }

    RunIdentity identity() {
        Map<String, String> work = facts();
        work.keySet().removeAll(Set.of(THREADS, RANKS));
        return new RunIdentity(digest(), digest(work), ranks);
    }

    private static String digest(Map<String, String> facts) {
        try {
            byte[] text = facts.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** One line for the person who waits. */
    String describe(ParameterStore parameters) {
        return String.format(
                Locale.ROOT,
                "%s: %s for training, %d for development, %d for test (%s%s); %,d parameters; %s on %s, %s%s",
                corpus.name(),
                Counted.of(split.clips(Part.TRAIN).size(), "clip"),
                split.clips(Part.DEVELOPMENT).size(),
                split.clips(Part.TEST).size(),
                split.description(),
                split.copiesLeftOut() == 0
                        ? ""
                        : "; " + split.copiesLeftOut() + " distorted copies left out of development and test",
                parameters.count(),
                precision,
                parameters.device(),
                Counted.of(LibTorch.threads(), "thread"),
                ranks > 1 ? " in each of " + ranks + " ranks" : "");
    }
}
