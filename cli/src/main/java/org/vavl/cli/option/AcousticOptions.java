package org.vavl.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.audio.LogMelExtractor;
import picocli.CommandLine.Option;

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
                "  onnx:FILE.yaml: any ONNX network, described by a file as docs/extractors.md says",
                "  waveform: the samples themselves, for finetune"
            })
    private List<String> options = new ArrayList<>();

    /** Whether any are asked for by name or setting. */
    public boolean isRequested() {
        return !options.isEmpty();
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
            throw new VavlException(
                    "--acoustic names " + String.join(" and ", names) + ", and must name one extractor");
        }
        NamedExtractor named = NamedExtractor.parse(names.isEmpty() ? LogMelExtractor.NAME : names.get(0));
        return named.in(extractors).acoustic(named.name(), settings);
    }
}
