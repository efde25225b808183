package org.vavl.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vavl.core.configuration.ConfigurationException;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.audio.LogMelExtractor;
import org.vavl.features.audio.speech.AcousticExtractors;
import org.vavl.features.audio.speech.SpeechDetection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How sound is turned into features, for all commands that do it. */
public final class AcousticOptions {
    private static final Pattern SETTING = Pattern.compile("[A-Za-z][A-Za-z.]*=.*", Pattern.DOTALL);

    @Option(
            names = "--acoustic",
            paramLabel = "NAME|KEY=VALUE",
            description = {
                "Acoustic features, and their settings; may be repeated. NAME is one of",
                "  logmel: 80 mel bands, energy and pitch, 50 frames per second, unless settings such as logMel.bands=40 or deltas=1"
                        + " say otherwise (default)",
                "  wav2vec2 or wav2vec2:FOLDER: wav2vec 2.0, of the model store or of a folder from Hugging Face; settings such as"
                        + " layers=12, and precision=bfloat16 for speed",
                "  whisper, or whisper:FOLDER or whisper:FILE: Whisper's encoder, of a folder from Hugging Face or a file of its first"
                        + " blocks; settings such as block=3 and frameRate=25",
                "  onnx:FILE.yaml: any ONNX network, described by a file as docs/extractors.md says",
                "  waveform: the samples themselves, for finetune"
            })
    private List<String> options = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    public AcousticOptions() {}

    @Option(
            names = "--speech-activity",
            paramLabel = "silero|energy|off",
            description =
                    "Which acoustic frames are valid: silero, where somebody speaks, as Silero VAD finds it; energy, what is louder than -50 dB;"
                            + " off, as the features alone have it (default). The features' version says it.")
    private SpeechDetection speech = SpeechDetection.OFF;

    /** Whether any are asked for by name or setting. */
    public boolean isRequested() {
        return !options.isEmpty() || speech != SpeechDetection.OFF;
    }

    /** Where the extractor's weights are, if that is said. */
    public Optional<Path> source() {
        return options.stream()
                .filter(option -> !SETTING.matcher(option).matches())
                .findFirst()
                .flatMap(name -> NamedExtractor.parse(name).source());
    }

    /**
     * The extractor with these settings.
     *
     * @param extractors those at hand
     * @throws org.vavl.core.VavlException if it is not known, a setting is not as it must be, or its weights are missing
     */
    public AcousticExtractor extractor(Extractors extractors) {
        List<String> settings = options.stream()
                .filter(option -> SETTING.matcher(option).matches())
                .toList();
        List<String> names = options.stream()
                .filter(option -> !SETTING.matcher(option).matches())
                .toList();
        if (names.size() > 1) {
            throw new ParameterException(
                    command.commandLine(),
                    "--acoustic names " + String.join(" and ", names) + ", and must name one extractor");
        }
        NamedExtractor named = NamedExtractor.parse(names.isEmpty() ? LogMelExtractor.NAME : names.get(0));
        if (!Extractors.acousticNames().contains(named.name())) {
            throw new ParameterException(command.commandLine(), unknown(named.name()));
        }
        try {
            return AcousticExtractors.masked(named.in(extractors).acoustic(named.name(), settings), speech);
        } catch (ConfigurationException e) {
            throw settings.isEmpty()
                    ? e
                    : new ParameterException(command.commandLine(), "--acoustic: " + e.getMessage(), e);
        }
    }

    private static String unknown(String name) {
        return "--acoustic is '" + name + "', and must be one of " + String.join(", ", Extractors.acousticNames());
    }
}
