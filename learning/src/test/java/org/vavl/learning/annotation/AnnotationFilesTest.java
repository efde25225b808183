package org.vavl.learning.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;

/** Against pympi and praatio; see tools/fixtures/annotation_fixture.py. */
class AnnotationFilesTest {
    @TempDir
    private Path folder;

    static Path fixture(String name) {
        try {
            return Path.of(Objects.requireNonNull(AnnotationFilesTest.class.getResource(name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, List<Annotation>> byTier(List<AnnotationTier> tiers) {
        Map<String, List<Annotation>> byTier = new LinkedHashMap<>();
        tiers.forEach(tier -> byTier.put(tier.name(), tier.annotations()));
        return byTier;
    }

    @ParameterizedTest
    @ValueSource(strings = {"meeting.eaf", "meeting.TextGrid", "short.TextGrid", "utf16.TextGrid"})
    void filesSayWhatOthersReadInThem(String name) throws IOException {
        JsonNode expected =
                new ObjectMapper().readTree(fixture("expected.json").toFile()).path(name);
        Map<String, List<Annotation>> tiers = new LinkedHashMap<>();
        expected.properties().forEach(tier -> {
            List<Annotation> annotations = new ArrayList<>();
            tier.getValue()
                    .forEach(one -> annotations.add(new Annotation(
                            one.get(0).asDouble(),
                            one.get(1).asDouble(),
                            one.get(2).asText())));
            tiers.put(tier.getKey(), annotations);
        });
        assertThat(tiers).isNotEmpty();
        assertThat(byTier(AnnotationFiles.read(fixture(name)))).isEqualTo(tiers);
    }

    @Test
    void elanFilesSayWhoIsHeardAndWhereTheRecordingIs() {
        assertThat(AnnotationFiles.read(fixture("meeting.eaf")))
                .extracting(tier -> tier.recording() + ", " + tier.name() + ": " + tier.participant())
                .containsExactly("meeting, emotion A: anna", "meeting, emotion B: ben", "meeting, notes: ");
        assertThat(ElanDocument.read(fixture("meeting.eaf")).media())
                .containsExactly("./meeting%201.wav", "file:///elsewhere/meeting%201.wav");
    }

    @Test
    void timesThatAreNotGivenAreBetweenThoseThatAreAndSeveralShareTheirParentsTime() throws IOException {
        String file = Files.readString(fixture("meeting.eaf"))
                .replace("<TIME_SLOT TIME_SLOT_ID=\"ts3\" TIME_VALUE=\"1250\" />", "<TIME_SLOT TIME_SLOT_ID=\"ts3\" />")
                .replace("<TIME_SLOT TIME_SLOT_ID=\"ts4\" TIME_VALUE=\"1250\" />", "<TIME_SLOT TIME_SLOT_ID=\"ts4\" />")
                .replace("ANNOTATION_REF=\"a4\"", "ANNOTATION_REF=\"a2\" PREVIOUS_ANNOTATION=\"a8\"");
        Map<String, List<Annotation>> tiers =
                byTier(AnnotationFiles.read(Files.writeString(folder.resolve("x.eaf"), file)));
        assertThat(tiers.get("emotion A")).startsWith(new Annotation(0, 0.8, "happy"), new Annotation(1.6, 2.4, "sad"));
        assertThat(tiers.get("notes"))
                .containsExactly(new Annotation(0, 0.4, "laughs"), new Annotation(0.4, 0.8, "claps"));
    }

    @Test
    void tablesMayHaveSeveralRecordingsAnnotatorsAndSpeakers() throws IOException {
        Path table = Files.writeString(
                folder.resolve("t.csv"),
                "recording,annotator,speaker,start,end,label\nr,one,s,1,2,x\nr,two,s,1,2,y\nr,one,s,0,1,\nq,one,,0,0.5,z\n");
        assertThat(AnnotationFiles.read(table))
                .containsExactly(
                        new AnnotationTier("r", "one", "s", List.of(new Annotation(1, 2, "x"))),
                        new AnnotationTier("r", "two", "s", List.of(new Annotation(1, 2, "y"))),
                        new AnnotationTier("q", "one", "", List.of(new Annotation(0, 0.5, "z"))));
    }

    private void refused(String name, String content, String message) throws IOException {
        Path file = Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> AnnotationFiles.read(file))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void whatIsNoFileOfAnnotationsIsSaid() throws IOException {
        refused("a.eaf", "<a/>", "must be ANNOTATION_DOCUMENT");
        refused("a.eaf", "<ANNOTATION_DOCUMENT>", "is not a file of ELAN");
        refused("a.eaf", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><ANNOTATION_DOCUMENT/>", "DOCTYPE");
        String right = Files.readString(fixture("meeting.eaf"));
        refused(
                "a.eaf",
                right.replace("TIME_SLOT_REF1=\"ts2\"", "TIME_SLOT_REF1=\"ts99\""),
                "'ts99', which is not there");
        refused("a.eaf", right.replace("TIME_VALUE=\"2400\"", "TIME_VALUE=\"soon\""), "time slot ts5 is 'soon'");
        refused("a.eaf", right.replace("TIME_VALUE=\"2400\"", "TIME_VALUE=\"100\""), "before its begin");
        refused("a.eaf", right.replace("ANNOTATION_REF=\"a4\"", "ANNOTATION_REF=\"a9\""), "annotation a9 has no time");
        refused("a.eaf", right.replace("<HEADER>", "<HEADER TIME_UNITS=\"NTSC-frames\">"), "NTSC-frames");
        refused("a.TextGrid", "", "it ends too early");
        refused("a.TextGrid", "\"ooTextFile\" \"PitchTier\"", "is not a TextGrid");
        String grid = Files.readString(fixture("short.TextGrid"));
        refused("a.TextGrid", grid.substring(0, 120), "line");
        refused("a.TextGrid", grid.replaceFirst("\"happy\"", "\"happy"), "line");
        refused("a.TextGrid", "\"ooTextFile\" \"TextGrid\" 0 5 <exists> 1e9", "a count is 1.0E9");
        refused("a.csv", "start,end\n1,2\n", "has no column 'label'");
        refused("a.csv", "start,end,label\n2,1,x\n", "line 2: the segment from 2.0 to 1.0 s");
        refused("a.txt", "x", "whose name ends with .eaf, .TextGrid or .csv");
    }
}
