/**
 * A training from its configuration to the model file, with checkpoints from which it resumes. Start with
 * {@link org.vavl.learning.training.run.Trainer}.
 */
@NullMarked
package org.vavl.learning.training.run;

import org.jspecify.annotations.NullMarked;
