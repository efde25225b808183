package org.vavl.cli.models;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.vavl.core.clip.ExtractorId;
import org.vavl.learning.confidence.ConfidenceSummary;
import org.vavl.learning.confidence.ConfidenceText;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.FusionState;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.inference.ModelInformation;

/** What {@code info} says of a model in a file; as {@code --format json} prints it. */
record FileDescription(
        @JsonUnwrapped NetworkDescription network,
        Map<String, ExtractorId> extractors,
        List<FusionState> fusion,
        Calibration calibration,
        ConfidenceSummary confidence,
        @JsonIgnore List<String> unsure,
        InformationText.Summary information,
        @JsonIgnore List<Map.Entry<String, String>> informationLines,
        Origin provenance) {
    /** Where a model comes from, as facts and as its card. */
    record Origin(Map<String, String> facts, String card) {}

    static FileDescription of(NetworkDescription network, ModelDescription model) {
        ModelInformation information = model.provenance().information();
        return new FileDescription(
                network,
                model.extractors(),
                model.fusion().allStates(),
                model.calibration(),
                ConfidenceSummary.of(model.confidence()),
                ConfidenceText.rules(model.confidence()),
                InformationText.Summary.of(information),
                InformationText.lines(information),
                new Origin(model.provenance().facts(), model.provenance().card()));
    }
}
