package org.vavl.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.features.audio.speech.SpeechDetection;
import org.vavl.features.vision.detection.FaceDetectors;

/** What was opened for one modality is closed when that of another cannot be opened. */
class RecordingReadersTest {
    private static final String TRACKING = ";search=0.3;interval=0.1;bridge=0.5;smoothing=0.1;face=1";

    @BeforeEach
    void nothingIsOpen() {
        CountedExtractors.OPEN.set(0);
        CountedExtractors.OPENED.set(0);
        CountedExtractors.DEVICES.clear();
    }

    private static Map<String, ExtractorId> ids(String soundVersion, String facesVersion) {
        Map<String, ExtractorId> ids = new LinkedHashMap<>();
        ids.put(Modality.ACOUSTIC, new ExtractorId("counted-sound", soundVersion));
        ids.put(Modality.VISUAL, new ExtractorId("counted-faces", facesVersion));
        return ids;
    }

    @Test
    void whatWasOpenedStaysOpenUntilItIsClosed() {
        RecordingReaders readers = new RecordingReaders(
                Map.of(Modality.ACOUSTIC, new ExtractorId("counted-sound", "1")), RecognizerSettings.defaults());
        assertThat(CountedExtractors.OPEN).hasValue(1);
        readers.close();
        assertThat(CountedExtractors.OPEN).hasValue(0);
    }

    @Test
    void everyNetworkOfTheChainIsAskedToRunWhereTheModelDoes() {
        Device card = new Device(Device.Type.CUDA, 1);
        RecognizerSettings settings = RecognizerSettings.defaults()
                .withSpeech(SpeechDetection.OFF)
                .withDetectors(FaceDetectors.standard())
                .withDevice(card);
        new RecordingReaders(ids("1", "1@counted-detector=1" + TRACKING), settings).close();
        assertThat(CountedExtractors.DEVICES)
                .isEqualTo(Map.of("counted-sound", card, "counted-faces", card, "counted-detector", card));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2@counted-detector=1" + TRACKING, // another version than is here
                "1@nobody=1" + TRACKING, // a detector that nobody knows
                "1@counted-detector=7" + TRACKING, // another version of a detector
                "1" // of no form
            })
    void aVisualExtractorThatDoesNotFitClosesBoth(String version) {
        assertThatThrownBy(() -> new RecordingReaders(ids("1", version), RecognizerSettings.defaults()))
                .isInstanceOf(RuntimeException.class);
        assertThat(CountedExtractors.OPENED).hasValue(2);
        assertThat(CountedExtractors.OPEN).hasValue(0);
    }

    @Test
    void anAcousticExtractorThatDoesNotFitIsClosed() {
        assertThatThrownBy(() -> new RecordingReaders(
                        ids("2", "1@counted-detector=1" + TRACKING), RecognizerSettings.defaults()))
                .hasMessageContaining("here is counted-sound");
        assertThat(CountedExtractors.OPENED).hasValue(1);
        assertThat(CountedExtractors.OPEN).hasValue(0);
    }
}
