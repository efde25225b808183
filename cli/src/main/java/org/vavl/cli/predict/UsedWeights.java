package org.vavl.cli.predict;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.DetectorOptions;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Modality;
import org.vavl.features.audio.speech.AcousticExtractors;
import org.vavl.features.audio.speech.SpeechDetection;
import org.vavl.features.vision.VisualVersion;
import org.vavl.recognition.inference.ModelDescription;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What a model uses for recordings: whose weights, and of which sound.
 *
 * @param model what it was trained on
 * @param detector that takes the place of the one that it was trained with; null if none does
 */
record UsedWeights(
        CommandLine command,
        ModelDescription model,
        @Nullable String detector) {
    /** @throws ParameterException if one is not the model's */
    void requireExtractors(Set<String> named) {
        List<String> used = model.extractors().values().stream()
                .map(ExtractorId::name)
                .distinct()
                .toList();
        require("--extractor", named, used);
    }

    /** @throws ParameterException if one does not find the model's faces */
    void requireDetectors(Set<String> named) {
        require(DetectorOptions.WEIGHTS, named, detectors());
    }

    /** @throws ParameterException if the model's features hold nothing but speech, and all sound is to count */
    void requireSpeech(SpeechDetection asked) {
        ExtractorId acoustic = model.extractors().get(Modality.ACOUSTIC);
        if (asked != SpeechDetection.SILERO && acoustic != null && AcousticExtractors.areOfSpeechAlone(acoustic)) {
            throw new ParameterException(
                    command,
                    SpeechOption.NAME + " " + asked
                            + ": the model was trained on features of speech alone, as Silero VAD finds it, and has no other");
        }
    }

    private List<String> detectors() {
        ExtractorId visual = model.extractors().get(Modality.VISUAL);
        if (visual == null) {
            return List.of();
        }
        if (detector != null) {
            return List.of(detector);
        }
        try {
            return List.of(VisualVersion.of(visual).detector().name());
        } catch (VavlException e) { // features that nobody here can make
            return List.of();
        }
    }

    private void require(String option, Set<String> named, List<String> used) {
        named.stream().filter(name -> !used.contains(name)).sorted().findFirst().ifPresent(name -> {
            throw new ParameterException(
                    command,
                    option + " " + name + ": the model does not use it"
                            + (used.isEmpty() ? "" : ", but " + String.join(" and ", used)));
        });
    }
}
