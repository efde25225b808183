/**
 * What a trained model's file says beside its network, the same in every format of file. Start with
 * {@link org.vavl.recognition.metadata.ModelMetadata}.
 */
@NullMarked
package org.vavl.recognition.metadata;

import org.jspecify.annotations.NullMarked;
