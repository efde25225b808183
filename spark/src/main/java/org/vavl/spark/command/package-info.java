/** What {@code spark-submit} starts. Begin with {@link org.vavl.spark.command.SparkMain}. */
@NullMarked
package org.vavl.spark.command;

import org.jspecify.annotations.NullMarked;
