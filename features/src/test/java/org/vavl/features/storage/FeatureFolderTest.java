package org.vavl.features.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;

class FeatureFolderTest {
    private static final String FIRST =
            "{'extractor':'logmel','version':'1;bands=6','frameRate':50.0,'columns':['a','b']}";

    @TempDir
    private Path folder;

    private void say(String json) throws IOException {
        Files.writeString(folder.resolve(FeatureFolder.FILE), json.replace('\'', '"'));
    }

    @Test
    void whatIsWrittenIsReadAndSaysItsVersion() throws IOException {
        FeatureFolder written =
                new FeatureFolder(new ExtractorId("logmel", "1"), 50, List.of("a"), Map.of("x/y", 25.0));
        written.write(folder);
        assertThat(FeatureFolder.read(folder)).contains(written);
        assertThat(Files.readString(folder.resolve(FeatureFolder.FILE))).contains("\"format\" : \"1\"");
    }

    @Test
    void filesFromBeforeVersionsWereWrittenAreRead() throws IOException {
        say(FIRST);
        assertThat(FeatureFolder.read(folder))
                .contains(new FeatureFolder(new ExtractorId("logmel", "1;bands=6"), 50, List.of("a", "b")));
        say(FIRST.replace("'columns'", "'frameRates':{'c':25.5},'columns'"));
        assertThat(FeatureFolder.read(folder).orElseThrow().frameRate("c")).isEqualTo(25.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'version':'1;bands=6', | | version",
                "'frameRate':50.0 | 'frameRate':'fast' | fast",
                "'frameRate':50.0 | 'frameRate':0 | above 0",
                "'frameRate':50.0 | 'frameRate':null | frameRate",
                "['a','b'] | 'a' | List",
                "['a','b'] | [1,2] | String",
                "'frameRate':50.0 | 'frameRate':50.0,'step':2 | step",
                "'frameRate':50.0 | 'frameRate':50.0,'format':2 | its format is '2'",
                "{'extractor' | [{'extractor' | features.json"
            })
    void whatIsMissingUnknownOrOfAnotherVersionIsRefusedByTheFilesName(String before, String after, String named)
            throws IOException {
        say(FIRST.replace(before, after == null ? "" : after));
        assertThatThrownBy(() -> FeatureFolder.read(folder))
                .isInstanceOf(VavlException.class)
                .hasMessageContainingAll(folder.resolve(FeatureFolder.FILE).toString(), named);
    }
}
