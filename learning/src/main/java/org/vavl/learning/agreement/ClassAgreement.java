package org.vavl.learning.agreement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dkpro.statistics.agreement.InsufficientDataException;
import org.dkpro.statistics.agreement.coding.CodingAnnotationStudy;
import org.dkpro.statistics.agreement.coding.CohenKappaAgreement;
import org.dkpro.statistics.agreement.coding.FleissKappaAgreement;
import org.dkpro.statistics.agreement.coding.KrippendorffAlphaAgreement;
import org.dkpro.statistics.agreement.coding.PercentageAgreement;
import org.dkpro.statistics.agreement.distance.NominalDistanceFunction;
import org.jspecify.annotations.Nullable;

/**
 * Agreement on classes.
 *
 * <ul>
 *   <li>{@code percent}: the share of pairs of ratings of the same unit that are the same, 0 to 1, over the units that everyone rated.
 *   <li>{@code cohenKappa}, of two: Cohen, "A coefficient of agreement for nominal scales", 1960.
 *   <li>{@code fleissKappa}, of any number, over the units that everyone rated: Fleiss, "Measuring nominal scale agreement among many raters", 1971.
 *   <li>{@code krippendorffAlpha}, nominal, over all units that two or more rated: Krippendorff, "Content analysis", chapter 12.
 * </ul>
 *
 * <p>A measure that does not exist, such as kappa where everybody says one and the same class throughout, is left out.
 */
final class ClassAgreement implements AgreementMeasures {
    @Override
    public Map<String, Double> of(List<RatedUnit> units, int annotators) {
        List<RatedUnit> rated = units.stream().filter(unit -> unit.rated() > 1).toList();
        List<RatedUnit> byEveryone =
                rated.stream().filter(unit -> unit.rated() == annotators).toList();
        CodingAnnotationStudy all = study(rated, annotators);
        CodingAnnotationStudy complete = byEveryone.size() == rated.size() ? all : study(byEveryone, annotators);
        Map<String, Double> measured = new LinkedHashMap<>();
        if (complete.getItemCount() > 0) {
            if (complete.getCategoryCount() == 1) {
                measured.put(PERCENT, 1.0); // DKPro measures nothing where there is but one class
            } else {
                add(measured, PERCENT, () -> new PercentageAgreement(complete).calculateAgreement());
            }
            if (annotators == 2) {
                add(measured, COHEN, () -> new CohenKappaAgreement(complete).calculateAgreement());
            }
            add(measured, FLEISS, () -> new FleissKappaAgreement(complete).calculateAgreement());
        }
        if (all.getItemCount() > 0 && all.getCategoryCount() > 1) {
            add(measured, ALPHA, () -> new KrippendorffAlphaAgreement(all, new NominalDistanceFunction())
                    .calculateAgreement());
        }
        return measured;
    }

    private static CodingAnnotationStudy study(List<RatedUnit> units, int annotators) {
        CodingAnnotationStudy study = new CodingAnnotationStudy(annotators);
        for (RatedUnit unit : units) {
            List<@Nullable Object> values = new ArrayList<>(annotators);
            unit.values().forEach(value -> values.add(value.isEmpty() ? null : value));
            study.addItemAsArray(values.toArray());
        }
        return study;
    }

    private interface Measure {
        double value();
    }

    private static void add(Map<String, Double> measured, String name, Measure measure) {
        try {
            double value = measure.value();
            if (Double.isFinite(value)) {
                measured.put(name, value);
            }
        } catch (InsufficientDataException e) {
            // it does not exist for these units
        }
    }
}
