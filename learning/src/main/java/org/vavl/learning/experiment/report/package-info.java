/**
 * Reports of experiments as HTML, Markdown, LaTeX and CSV. Start with
 * {@link org.vavl.learning.experiment.report.Report}.
 */
@NullMarked
package org.vavl.learning.experiment.report;

import org.jspecify.annotations.NullMarked;
