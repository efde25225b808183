/**
 * What training, evaluation and recognition see of a network: {@link org.vavl.model.EmotionModel}. Each network has a package of
 * its own below this one, named after it.
 */
@NullMarked
package org.vavl.model;

import org.jspecify.annotations.NullMarked;
