/**
 * The store of models that others have trained and that Vavl does not ship: where each comes from, under which licence,
 * and how to know that it is the right one.
 *
 * <p>Start with {@link org.vavl.features.assets.AssetStore}; {@link org.vavl.features.assets.Assets} lists what it
 * knows, and {@link org.vavl.features.assets.Download} gets a file.
 */
@NullMarked
package org.vavl.features.assets;

import org.jspecify.annotations.NullMarked;
