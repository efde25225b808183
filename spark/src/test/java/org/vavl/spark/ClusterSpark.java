package org.vavl.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** A master, workers and executors that are processes of their own, on this machine, in the place of {@link LocalSpark}; ended by its session's end. */
final class ClusterSpark {
    private ClusterSpark() {}

    /**
     * Two workers of one core each.
     *
     * @param home becomes the folder in which workers believe Spark to be; what Spark is, is on this process's class path
     */
    static SparkSession session(Path home) throws IOException {
        LocalSpark.session().stop();
        SparkSession.clearDefaultSession();
        SparkSession.clearActiveSession();
        Files.createDirectories(home.resolve("jars"));
        SparkConf configuration = new SparkConf(false)
                .setMaster("local-cluster[2,1,1024]")
                .setAppName("test")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
                .set("spark.executor.memory", "1g")
                .set(
                        "spark.executor.extraJavaOptions",
                        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC") // they do not live long
                .set("spark.ui.enabled", "false")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.driver.host", "127.0.0.1");
        System.setProperty("spark.testing", "true"); // workers look for their home in the next one then
        System.setProperty("spark.test.home", home.toString());
        try {
            SparkContext context = new SparkContext(configuration);
            return SparkSession.builder().config(context.getConf()).getOrCreate();
        } finally {
            System.clearProperty("spark.testing");
            System.clearProperty("spark.test.home");
        }
    }
}
