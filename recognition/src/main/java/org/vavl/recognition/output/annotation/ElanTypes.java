package org.vavl.recognition.output.annotation;

import static org.vavl.recognition.output.annotation.ElanTier.ATTRIBUTES;
import static org.vavl.recognition.output.annotation.ElanTier.EMOTION;
import static org.vavl.recognition.output.annotation.ElanTier.PROBABILITY;

import org.vavl.core.clip.Task;
import org.vavl.recognition.output.EmotionSegment;

/**
 * The kinds of tiers that a file of ELAN has, and the vocabulary of the emotions.
 *
 * @param task of the model
 * @param hasPeople whether there are tiers of people
 * @param isUnsure whether the vocabulary has an entry for what the model is not sure of
 */
record ElanTypes(Task task, boolean hasPeople, boolean isUnsure) {
    /** The kind of a person's tier. */
    static final String PEOPLE = "people";

    /** The vocabulary's entry for what the model is not sure of. */
    static final String UNSURE = "unsure";

    private static final String VOCABULARY = "emotions";
    private static final String LANGUAGE = "und";

    /** Writes them at the end of the document that is under construction. */
    void write(ElanXml xml) {
        if (hasPeople) {
            alignable(xml, PEOPLE);
        }
        if (!(task instanceof Task.Classification)) {
            alignable(xml, ATTRIBUTES);
            return;
        }
        xml.empty(
                "LINGUISTIC_TYPE",
                "CONTROLLED_VOCABULARY_REF",
                VOCABULARY,
                "GRAPHIC_REFERENCES",
                "false",
                "LINGUISTIC_TYPE_ID",
                EMOTION,
                "TIME_ALIGNABLE",
                "true");
        xml.empty(
                "LINGUISTIC_TYPE",
                "CONSTRAINTS",
                "Symbolic_Association",
                "GRAPHIC_REFERENCES",
                "false",
                "LINGUISTIC_TYPE_ID",
                PROBABILITY,
                "TIME_ALIGNABLE",
                "false");
        xml.empty("LANGUAGE", "LANG_ID", LANGUAGE, "LANG_LABEL", "undetermined (und)");
        xml.empty(
                "CONSTRAINT",
                "DESCRIPTION",
                "1-1 association with a parent annotation",
                "STEREOTYPE",
                "Symbolic_Association");
        vocabulary(xml);
    }

    private static void alignable(ElanXml xml, String type) {
        xml.empty(
                "LINGUISTIC_TYPE", "GRAPHIC_REFERENCES", "false", "LINGUISTIC_TYPE_ID", type, "TIME_ALIGNABLE", "true");
    }

    private void vocabulary(ElanXml xml) {
        xml.begin("CONTROLLED_VOCABULARY", "CV_ID", VOCABULARY);
        xml.text("DESCRIPTION", "the classes that the model distinguishes", "LANG_REF", LANGUAGE);
        for (int c = 0; c < task.outputs(); c++) {
            entry(xml, entry(c), task.outputNames().get(c));
        }
        if (isUnsure) {
            entry(xml, UNSURE, EmotionSegment.NOT_SURE);
        }
        xml.end();
    }

    private static void entry(ElanXml xml, String id, String value) {
        xml.begin("CV_ENTRY_ML", "CVE_ID", id);
        xml.text("CVE_VALUE", value, "DESCRIPTION", "", "LANG_REF", LANGUAGE);
        xml.end();
    }

    /** The vocabulary's entry for a class. */
    static String entry(int output) {
        return "emotion" + (output + 1);
    }
}
