/**
 * Feature sequences in files. Start with {@link org.vavl.features.storage.NpyFile} and
 * {@link org.vavl.features.storage.FeatureFolder}; {@link org.vavl.features.storage.FeatureSpool} keeps the frames of
 * long recordings while they are extracted.
 */
@NullMarked
package org.vavl.features.storage;

import org.jspecify.annotations.NullMarked;
