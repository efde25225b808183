package org.vavl.learning.experiment.masking;

/**
 * How good a network's answer is where frames are missing, beside its better single head.
 *
 * @param model the network's label
 * @param hidden whose frames go: a modality's name, or {@link MaskingCurve#EVERY}
 * @param metric what is measured
 */
record AnswerCurve(String model, String hidden, String metric) {}
