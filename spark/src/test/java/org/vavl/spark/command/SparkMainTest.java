package org.vavl.spark.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.features.media.TalkingFace;
import org.vavl.spark.LocalSpark;
import org.vavl.spark.SmallExperiment;

class SparkMainTest {
    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();
    private final StringWriter err = new StringWriter();

    private int run(Object... arguments) {
        return SparkMain.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute(List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
    }

    @Test
    @Tag("slow")
    void extractsATableOfRecordingsOnce() throws IOException {
        Path clip = Files.copy(TalkingFace.CLIP, folder.resolve("clip.mp4"));
        Path table = folder.resolve("table");
        spark.createDataset(List.of(clip.toString(), folder + "/none.wav"), Encoders.STRING())
                .toDF("path")
                .write()
                .parquet(table.toString());
        Path out = folder.resolve("out");
        assertThat(run("extract", "--table", table, "--out", out, "--acoustic", "logMel.bands=20"))
                .isZero();
        assertThat(err.toString())
                .contains("2 of 2, 1 with an error")
                .endsWith("2 recordings: 0 were there, 1 done, 1 with an error, which the column error tells\n");
        List<Row> rows =
                spark.read().parquet(out.toString()).where("error is null").collectAsList();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).<Integer>getAs("width")).isLessThan(30);
        assertThat(run("extract", clip, "--out", out, "--acoustic", "logMel.bands=20"))
                .isZero();
        assertThat(err.toString()).contains("1 recordings: 0 were there, 1 done");
    }

    @Test
    @Tag("slow")
    void recognisesWithWindows() throws IOException {
        Path clip = Files.copy(TalkingFace.CLIP, folder.resolve("clip.mp4"));
        Path out = folder.resolve("out");
        assertThat(run("recognise", clip, "--out", out, "--window", 1, "--step", 1))
                .isZero();
        assertThat(spark.read().parquet(out.toString()).where("part = 'window'").count())
                .isEqualTo(3);
        assertThat(run("recognise", clip, "--out", out, "--window", 1, "--step", 1))
                .isZero();
        assertThat(err.toString()).contains("1 recordings: 1 were there, 0 done, 0 with an error");
    }

    @Test
    @Tag("slow")
    void makesAnExperimentOnceAndNamesWhatFails() throws IOException {
        SmallExperiment experiment = new SmallExperiment(folder, """
                  - {label: MulT, model: {name: mult, preset: tiny}}
                  - {label: Bad, model: {name: mult, preset: tiny}, training: {learningRate: 1e30, gradientClip: 0}}
                """);
        Object[] table = {"experiment", "table", experiment.file(), "--out", folder.resolve("out"), "--set", "trials=1"
        };
        assertThat(run(table)).isEqualTo(1);
        assertThat(err.toString())
                .contains("MulT, trial 1: done, epoch ")
                .contains("Bad, trial 1 failed: training diverged");
        assertThat(folder.resolve("out/table/report.html")).isRegularFile();
        assertThat(run(table)).isEqualTo(1);
        assertThat(err.toString()).contains("MulT, trial 1: done before");
    }

    @Test
    void wrongUseIsToldInALine() {
        assertThat(run("experiment")).isEqualTo(2);
        assertThat(err.toString()).startsWith("a command is missing: table, ablation, masking, splits or embedding");
        assertThat(run("experiment", "table", "none.yaml", "--out", folder, "--parallel", 0))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--parallel is 0, and must be from 1 to 256");
        err.getBuffer().setLength(0);
        assertThat(run("extract", "--out", folder)).isEqualTo(2);
        assertThat(err.toString()).startsWith("either PLACE or --table is needed");
        assertThat(run("recognise", "x", "--out", folder, "--window", 1000)).isEqualTo(2);
        assertThat(err.toString()).contains("the window is 1000.0 s, and must be 0.5 to 150.0 s");
        assertThat(run("recognise", "x", "--out", folder, "--part-minutes", 0.04))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--part-minutes is 0.04, and must be from a window of 3.0 s to 100000 minutes");
        assertThat(run("extract", "x", "--out", folder, "--visual", "nobody")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no visual extractor 'nobody'");
        assertThat(run("extract", folder + "/none", "--out", folder)).isEqualTo(1);
        assertThat(err.toString()).endsWith("vavl-spark: " + folder + "/none: there is no recording there\n");
    }
}
