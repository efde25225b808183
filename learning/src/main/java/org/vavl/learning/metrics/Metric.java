package org.vavl.learning.metrics;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;

/**
 * The measures by name. A measure of one class or of one attribute has that one's name after a dot, such as {@code f1.sad} or
 * {@code ccc.arousal}; for attributes, the name without a dot is the mean over them.
 */
public enum Metric {
    /** The share of clips whose class is right. */
    ACCURACY("accuracy", "accuracy", true),
    /** F1, each class counting the same; of one class, its F1 is {@code f1.CLASS}. */
    F1_MACRO("f1Macro", "F1 macro", true),
    /** F1 of all decisions together; where each clip has one class, the same as the accuracy. */
    F1_MICRO("f1Micro", "F1 micro", true),
    /** F1, each class counting as often as it occurs. */
    F1_WEIGHTED("f1Weighted", "F1 weighted", true),
    /** Of the clips that are called a class, the share that is of it; each class counts the same. */
    PRECISION_MACRO("precisionMacro", "precision", true),
    /** As the macro precision, each class counting as often as it occurs. */
    PRECISION_WEIGHTED("precisionWeighted", "precision weighted", true),
    /** Of the clips that are of a class, the share that is called it; each class counts the same. */
    RECALL_MACRO("recallMacro", "recall", true),
    /** As the macro recall, each class counting as often as it occurs, which makes it the accuracy. */
    RECALL_WEIGHTED("recallWeighted", "recall weighted", true),
    /** Unweighted average recall: the mean recall of the classes that occur. */
    UAR("uar", "UAR", true),
    /** The mean of −log of the probability given to the right class, in nats. */
    LOG_LOSS("logLoss", "log loss", false),
    /** How far the probability of the predicted class is from the share of correct predictions. */
    EXPECTED_CALIBRATION_ERROR("expectedCalibrationError", "ECE", false),
    /** F1 of one class. */
    F1("f1", "F1", true),
    /** Precision of one class. */
    PRECISION("precision", "precision", true),
    /** Recall of one class. */
    RECALL("recall", "recall", true),
    /** Concordance correlation coefficient. */
    CCC("ccc", "CCC", true),
    /** Mean absolute error, on the attribute's scale. */
    MAE("mae", "MAE", false),
    /** Root of the mean squared error, on the attribute's scale. */
    RMSE("rmse", "RMSE", false),
    /** Pearson's correlation coefficient. */
    PEARSON("pearson", "Pearson", true),
    /** Accuracy of negative against non-negative sentiment. */
    ACC2_NON_NEGATIVE("acc2NonNegative", "Acc-2 neg/non-neg", true),
    /** Weighted F1 of negative against non-negative sentiment. */
    F1_NON_NEGATIVE("f1NonNegative", "F1 neg/non-neg", true),
    /** Accuracy of negative against positive sentiment, over the clips whose sentiment is not 0. */
    ACC2_NON_ZERO("acc2NonZero", "Acc-2 neg/pos", true),
    /** Weighted F1 of negative against positive sentiment, over the clips whose sentiment is not 0. */
    F1_NON_ZERO("f1NonZero", "F1 neg/pos", true),
    /** Accuracy of sentiment in seven classes, the whole numbers from −3 to 3. */
    ACC7("acc7", "Acc-7", true);

    private final String key;
    private final String title;
    private final boolean higherIsBetter;

    Metric(String key, String title, boolean higherIsBetter) {
        this.key = key;
        this.title = title;
        this.higherIsBetter = higherIsBetter;
    }

    /** The name in configurations and files, such as {@code f1Macro}. */
    public String key() {
        return key;
    }

    /** The name that people read in tables and pictures. */
    public String title() {
        return title;
    }

    /** Whether more is better. */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** The name of this measure of one class or attribute. */
    public String of(String classOrAttribute) {
        return key + "." + classOrAttribute;
    }

    /**
     * The measure that a name stands for; a class or attribute after a dot is passed over.
     *
     * @throws VavlException if no measure is called that
     */
    public static Metric named(String name) {
        int dot = name.indexOf('.');
        String key = dot < 0 ? name : name.substring(0, dot);
        return Arrays.stream(values())
                .filter(metric -> metric.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new VavlException("there is no metric '" + name + "'; there are "
                        + Arrays.stream(values()).map(Metric::key).collect(Collectors.joining(", "))));
    }
}
