package org.vavl.learning.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.learning.metrics.Bootstrap;
import org.vavl.learning.metrics.ConfidenceInterval;
import org.vavl.learning.metrics.ConfusionMatrix;

/**
 * Measures how far annotators say the same: classes by {@link ClassAgreement}, values of an attribute by {@link ValueAgreement}.
 *
 * <p>Immutable.
 */
public final class AgreementAnalysis {
    /** Of classes; a confusion matrix of more helps nobody. */
    private static final int MOST_CLASSES = 100;

    private final @Nullable Bootstrap bootstrap;

    private AgreementAnalysis(@Nullable Bootstrap bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** One that gives intervals, too. */
    public static AgreementAnalysis withIntervals(Bootstrap bootstrap) {
        return new AgreementAnalysis(bootstrap);
    }

    /** One that gives no intervals. */
    public static AgreementAnalysis withoutIntervals() {
        return new AgreementAnalysis(null);
    }

    /**
     * Measures agreement on classes.
     *
     * @throws VavlException if there are more than a hundred classes: then the values are something else
     */
    public Agreement ofClasses(Ratings ratings) {
        List<String> classes = ratings.values();
        if (classes.size() > MOST_CLASSES) {
            throw new VavlException("there are " + classes.size() + " classes, such as " + classes.get(0)
                    + ", and must be " + MOST_CLASSES + " at most: values of an attribute are named as such");
        }
        return of(ratings, new ClassAgreement(), classes);
    }

    /** Measures agreement on values of an attribute, of which each is a number. */
    public Agreement ofValues(Ratings ratings) {
        return of(ratings, new ValueAgreement(), List.of());
    }

    private Agreement of(Ratings ratings, AgreementMeasures measures, List<String> classes) {
        List<Measured> pairs = new ArrayList<>();
        List<ConfusionMatrix> confusions = new ArrayList<>();
        int annotators = ratings.annotators().size();
        Measured all = measured(ratings, measures);
        for (int one = 0; one < annotators; one++) {
            for (int other = one + 1; other < annotators; other++) {
                if (ratings.haveInCommon(one, other)) {
                    Ratings pair = ratings.of(List.of(one, other));
                    pairs.add(annotators == 2 ? all : measured(pair, measures));
                    if (!classes.isEmpty()) {
                        confusions.add(confusion(pair, classes));
                    }
                }
            }
        }
        return new Agreement(
                ratings.unit(),
                ratings.cluster(),
                (int) ratings.units().stream()
                        .map(RatedUnit::cluster)
                        .distinct()
                        .count(),
                all,
                pairs,
                confusions,
                Difference.of(ratings));
    }

    private Measured measured(Ratings ratings, AgreementMeasures measures) {
        int annotators = ratings.annotators().size();
        Map<String, ConfidenceInterval> intervals = bootstrap == null
                ? Map.of()
                : new AgreementIntervals(bootstrap, measures).of(ratings.units(), annotators);
        return new Measured(
                ratings.annotators(),
                (int) ratings.units().stream().filter(unit -> unit.rated() > 1).count(),
                ratings.complete().size(),
                measures.of(ratings.units(), annotators),
                intervals);
    }

    private static ConfusionMatrix confusion(Ratings pair, List<String> classes) {
        int[][] said = IntStream.of(0, 1)
                .mapToObj(annotator -> pair.units().stream()
                        .mapToInt(unit -> classes.indexOf(unit.values().get(annotator)))
                        .toArray())
                .toArray(int[][]::new);
        return ConfusionMatrix.of(classes, said[0], said[1]);
    }
}
