/**
 * Networks as training, evaluation and recognition see them.
 *
 * <p>Start with {@link org.vavl.model.EmotionModel}: heads, a forward pass, and the {@link org.vavl.model.Update}s that
 * training makes, each of which names the groups of parameters that it changes. A {@link org.vavl.model.ModelFamily}
 * makes networks from a {@link org.vavl.model.ModelConfiguration} and has presets of it. Each family has a package of
 * its own below this one, named after it.
 */
@NullMarked
package org.vavl.model;

import org.jspecify.annotations.NullMarked;
