/**
 * Models that tell an expression from the picture of a face, {@link org.vavl.model.face.FaceFamily}. Their corpora have
 * one modality, whose frames are pictures: a frame of S·S values is a greyscale image of S×S pixels. Trained, such a
 * model is a visual extractor for others.
 */
@NullMarked
package org.vavl.model.face;

import org.jspecify.annotations.NullMarked;
