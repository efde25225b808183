package org.vavl.learning.agreement;

import java.util.List;
import java.util.Map;

/** What is measured of ratings. */
interface AgreementMeasures {
    String PERCENT = "percent";
    String COHEN = "cohenKappa";
    String FLEISS = "fleissKappa";
    String ALPHA = "krippendorffAlpha";
    String CCC = "ccc";

    /**
     * Measures.
     *
     * @param units any number, each with a value for each annotator
     * @param annotators how many
     * @return by name, in the order in which they are shown; one that does not exist for these units is not there
     */
    Map<String, Double> of(List<RatedUnit> units, int annotators);
}
