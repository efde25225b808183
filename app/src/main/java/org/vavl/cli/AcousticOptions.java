package org.vavl.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.vavl.audio.AcousticSettings;
import org.vavl.audio.LogMelExtractor;
import org.vavl.configuration.ConfigurationReader;
import org.vavl.configuration.YamlTree;
import org.vavl.nn.VavlException;
import picocli.CommandLine.Option;

/** How sound is turned into features, for all commands that do it. */
final class AcousticOptions {
    @Option(
            names = "--acoustic",
            paramLabel = "NAME|KEY=VALUE",
            description =
                    "Acoustic features: logmel; or one of their settings, such as logMel.bands=40 or deltas=1; may be"
                            + " repeated. Default: 80 mel bands, energy and pitch, 50 frames a second.")
    private List<String> options = new ArrayList<>();

    /** Whether any are asked for by name or setting. */
    boolean isAsked() {
        return !options.isEmpty();
    }

    /**
     * The extractor with these settings.
     *
     * @throws org.vavl.configuration.ConfigurationException with every setting that is not as it must be
     */
    LogMelExtractor extractor() {
        List<String> settings =
                options.stream().filter(option -> option.contains("=")).toList();
        options.stream().filter(option -> !option.contains("=")).forEach(AcousticOptions::requireKnown);
        ObjectNode tree = YamlTree.parse("", "--acoustic");
        YamlTree.override(tree, settings);
        return new LogMelExtractor(ConfigurationReader.standard().read(tree, AcousticSettings.defaults()));
    }

    private static void requireKnown(String name) {
        if (!name.equals(LogMelExtractor.NAME)) {
            throw new VavlException("--acoustic " + name + ": must be " + LogMelExtractor.NAME
                    + ", or a setting such as logMel.bands=40");
        }
    }
}
