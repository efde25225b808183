/**
 * Random changes of training data: noise, masks, mixup, modality dropout. Start with
 * {@link org.vavl.learning.training.augmentation.Augmentation}.
 */
@NullMarked
package org.vavl.learning.training.augmentation;

import org.jspecify.annotations.NullMarked;
