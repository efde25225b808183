package org.vavl.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.vavl.audio.AcousticSettings;
import org.vavl.audio.LogMelExtractor;
import org.vavl.configuration.ConfigurationReader;
import org.vavl.configuration.YamlTree;
import picocli.CommandLine.Option;

/** How sound is turned into features, for all commands that do it. */
final class AcousticOptions {
    @Option(
            names = "--acoustic",
            paramLabel = "KEY=VALUE",
            description = "A setting of the acoustic features, such as logMel.bands=40 or deltas=1; may be repeated."
                    + " Default: 80 mel bands, energy and pitch, 50 frames a second.")
    private List<String> settings = new ArrayList<>();

    /**
     * The extractor with these settings.
     *
     * @throws org.vavl.configuration.ConfigurationException with every setting that is not as it must be
     */
    LogMelExtractor extractor() {
        ObjectNode tree = YamlTree.parse("", "--acoustic");
        YamlTree.override(tree, settings);
        return new LogMelExtractor(ConfigurationReader.standard().read(tree, AcousticSettings.defaults()));
    }
}
