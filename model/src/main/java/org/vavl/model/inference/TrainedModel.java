package org.vavl.model.inference;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfigurations;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Confidence;
import org.vavl.recognition.inference.Fusion;
import org.vavl.recognition.inference.FusionState;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.metadata.ConfidenceJson;
import org.vavl.recognition.metadata.ModelMetadata;

/**
 * A network as training left it, and all that it takes to ask it: what a model file holds. Closing it frees the network. A model that was
 * {@linkplain ModelFile#readForInference read for inference} is an {@link org.vavl.recognition.inference.InferenceNetwork} instead, which
 * can be neither written nor told apart by its parameters.
 *
 * @param network the network, whose parameters are {@linkplain org.vavl.nn.ParameterStore#isWhole whole}
 * @param statistics how each modality's features are normalised, in the order of the network's modalities
 * @param extractors which extractor's features the network was trained on, by the modality's name
 * @param provenance what it was trained on, with what and how well it did; for people and reports
 * @param calibration how the probabilities of heads, and of answers that several heads give together, are scaled
 * @param fusion how the final prediction is made of the heads' outputs
 * @param confidence when the final prediction is not to be relied on
 */
public record TrainedModel(
        EmotionModel network,
        Map<Modality, FeatureStatistics> statistics,
        Map<String, ExtractorId> extractors,
        Provenance provenance,
        Calibration calibration,
        Fusion fusion,
        Confidence confidence)
        implements AutoCloseable {
    /** Copies the maps and checks that they fit the network. */
    public TrainedModel {
        if (!network.parameters().isWhole()) {
            throw new IllegalArgumentException(
                    "the network's parameters are rounded, packed or without values: they are not those of training");
        }
        Map<Modality, FeatureStatistics> ordered = new LinkedHashMap<>();
        for (Modality modality : network.modalities()) {
            FeatureStatistics ofModality = statistics.get(modality);
            if (ofModality == null
                    || ofModality.width() != modality.width()
                    || !extractors.containsKey(modality.name())) {
                throw new IllegalArgumentException(
                        "modality " + modality + " has no extractor or no statistics of its width");
            }
            ordered.put(modality, ofModality);
        }
        requireFitting(fusion, network);
        List<String> heads = network.heads().stream().map(Head::name).toList();
        if (!calibration.isOf(heads)) {
            throw new IllegalArgumentException(
                    "temperatures of " + calibration.names() + ", and the heads are " + heads);
        }
        requireFitting(confidence, network);
        statistics = Collections.unmodifiableMap(ordered);
        extractors = Map.copyOf(extractors);
    }

    /** Requires that densities are of a network's heads. */
    static void requireFitting(Confidence confidence, EmotionModel network) {
        List<String> heads = network.heads().stream().map(Head::name).toList();
        if (!heads.containsAll(confidence.densities().keySet())) {
            throw new IllegalArgumentException(
                    "densities of " + confidence.densities().keySet() + ", and the heads are " + heads);
        }
    }

    /** Requires that weights are of a network's heads and modalities. */
    static void requireFitting(Fusion fusion, EmotionModel network) {
        if (fusion instanceof Fusion.Weighted weighted) {
            List<String> heads = network.heads().stream().map(Head::name).toList();
            List<String> modalities =
                    network.modalities().stream().map(Modality::name).toList();
            for (FusionState state : weighted.states()) {
                if (!heads.containsAll(state.headNames()) || !modalities.containsAll(state.modalities())) {
                    throw new IllegalArgumentException("fusion weighs the heads " + state.headNames() + " for "
                            + state.modalities() + ", and the network has " + heads + " for " + modalities);
                }
            }
        }
    }

    /** A network whose probabilities are taken as they are, and whose selected heads make the final prediction. */
    public TrainedModel(
            EmotionModel network,
            Map<Modality, FeatureStatistics> statistics,
            Map<String, ExtractorId> extractors,
            Provenance provenance) {
        this(network, statistics, extractors, provenance, Calibration.none(), new Fusion.OfThePaper());
    }

    /** A network that cannot tell when it is unsure. */
    public TrainedModel(
            EmotionModel network,
            Map<Modality, FeatureStatistics> statistics,
            Map<String, ExtractorId> extractors,
            Provenance provenance,
            Calibration calibration,
            Fusion fusion) {
        this(network, statistics, extractors, provenance, calibration, fusion, Confidence.none());
    }

    /** What the model takes and predicts. */
    public ModelDescription description() {
        return new ModelDescription(
                network.task(),
                network.modalities(),
                network.heads(),
                extractors,
                provenance,
                calibration,
                fusion,
                confidence);
    }

    /** What its file says beside its tensors. */
    ModelMetadata metadata() {
        Map<Modality, ExtractorId> ofModalities = new LinkedHashMap<>();
        network.modalities()
                .forEach(modality -> ofModalities.put(
                        modality, Objects.requireNonNull(extractors.get(modality.name()), modality.name())));
        return new ModelMetadata(
                ModelConfigurations.format().write(network.configuration().withoutFolders()),
                network.task(),
                ofModalities,
                provenance,
                calibration,
                fusion,
                ConfidenceJson.of(calibration, confidence));
    }

    /**
     * The selections of several heads that answer for a clip together, whatever modalities it has, as {@link Calibration#selection} names them; sorted.
     * None of most networks for two modalities, where each selection is a single head.
     */
    public List<String> selections() {
        List<String> names = network.modalities().stream().map(Modality::name).toList();
        Set<String> selections = new TreeSet<>();
        for (int subset = 1; subset < 1 << names.size(); subset++) {
            Set<String> present = new HashSet<>();
            for (int m = 0; m < names.size(); m++) {
                if ((subset >> m & 1) == 1) {
                    present.add(names.get(m));
                }
            }
            List<String> heads =
                    network.selectedHeads(present).stream().map(Head::name).toList();
            if (heads.size() > 1) {
                selections.add(Calibration.selection(heads));
            }
        }
        return List.copyOf(selections);
    }

    /** The same network, calibrated otherwise; one of the two is to be closed. */
    public TrainedModel with(Calibration calibration) {
        return new TrainedModel(network, statistics, extractors, provenance, calibration, fusion, confidence);
    }

    /** The same network, whose final prediction is made otherwise; one of the two is to be closed. */
    public TrainedModel with(Fusion fusion) {
        return new TrainedModel(network, statistics, extractors, provenance, calibration, fusion, confidence);
    }

    /** The same network, which tells otherwise when it is unsure; one of the two is to be closed. */
    public TrainedModel with(Confidence confidence) {
        return new TrainedModel(network, statistics, extractors, provenance, calibration, fusion, confidence);
    }

    /** The same network with another history; one of the two is to be closed. */
    public TrainedModel with(Provenance provenance) {
        return new TrainedModel(network, statistics, extractors, provenance, calibration, fusion, confidence);
    }

    @Override
    public void close() {
        network.close();
    }
}
