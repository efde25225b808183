/**
 * Networks compared over trials, as in Tables 1 to 3 of the paper. Start with
 * {@link org.vavl.learning.experiment.table.TableExperiment}.
 */
@NullMarked
package org.vavl.learning.experiment.table;

import org.jspecify.annotations.NullMarked;
