/**
 * How far annotators, or annotators and a model, say the same. Start with {@link org.vavl.learning.agreement.AgreementAnalysis}, on
 * {@link org.vavl.learning.agreement.Ratings} that {@link org.vavl.learning.agreement.RatingSources} reads.
 *
 * <p>Percent, Cohen's and Fleiss' kappa and Krippendorff's alpha of classes are DKPro Agreement's; what it lacks is here.
 */
@NullMarked
package org.vavl.learning.agreement;

import org.jspecify.annotations.NullMarked;
