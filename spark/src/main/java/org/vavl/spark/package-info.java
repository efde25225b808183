/**
 * Many recordings at once on Apache Spark: recognition with {@link org.vavl.spark.SparkRecognition}, features with
 * {@link org.vavl.spark.SparkExtraction}, of what {@link org.vavl.spark.Recordings} finds. docs/scale.md describes their tables.
 */
@NullMarked
package org.vavl.spark;

import org.jspecify.annotations.NullMarked;
