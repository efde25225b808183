package org.vavl.recognition.inference;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What others must know of a model before they use it.
 *
 * @param licence under which terms the model may be used; empty if nobody says
 * @param dataSets what it was trained on
 * @param languages that were spoken, as BCP 47 tags such as {@code en}, in no order
 * @param intendedUses what it is for, a sentence each
 * @param excludedUses what it must not be used for, a sentence each
 * @param speakers whom it was trained on, then whom the extractors were that its features are of; none where they do not say
 */
public record ModelInformation(
        String licence,
        List<DataSet> dataSets,
        List<String> languages,
        List<String> intendedUses,
        List<String> excludedUses,
        List<TrainingSpeakers> speakers) {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
    private static final ModelInformation NONE =
            new ModelInformation("", List.of(), List.of(), List.of(), List.of(), List.of());

    /** Copies the lists and checks the languages. */
    public ModelInformation {
        dataSets = List.copyOf(dataSets);
        languages = List.copyOf(languages);
        intendedUses = List.copyOf(intendedUses);
        excludedUses = List.copyOf(excludedUses);
        speakers = List.copyOf(speakers);
        for (String language : languages) {
            if (!LANGUAGE.matcher(language).matches()) {
                throw new IllegalArgumentException(
                        "language '" + language + "', and must be a BCP 47 tag such as en or pt-BR");
            }
        }
    }

    /**
     * A set of data.
     *
     * @param name short
     * @param source where it comes from; may be empty
     * @param licence under which terms; may be empty
     */
    public record DataSet(String name, String source, String licence) {
        /** Checks the name. */
        public DataSet {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a data set needs a name");
            }
        }
    }

    /** Of a model that says nothing. */
    public static ModelInformation none() {
        return NONE;
    }

    /** Whether it says nothing. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** The same with other speakers. */
    public ModelInformation with(TrainingSpeakers others) {
        return new ModelInformation(licence, dataSets, languages, intendedUses, excludedUses, List.of(others));
    }

    /** The same with what an extractor was trained on, of whose features this one is made: its data sets, languages and speakers. */
    public ModelInformation over(ModelInformation extractor) {
        return new ModelInformation(
                licence,
                together(dataSets, extractor.dataSets),
                together(languages, extractor.languages),
                intendedUses,
                excludedUses,
                together(speakers, extractor.speakers));
    }

    private static <T> List<T> together(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    /** What another one says, and what this one says where that says nothing; speakers are this one's. */
    public ModelInformation under(ModelInformation other) {
        return new ModelInformation(
                other.licence.isBlank() ? licence : other.licence,
                other.dataSets.isEmpty() ? dataSets : other.dataSets,
                other.languages.isEmpty() ? languages : other.languages,
                other.intendedUses.isEmpty() ? intendedUses : other.intendedUses,
                other.excludedUses.isEmpty() ? excludedUses : other.excludedUses,
                speakers);
    }

    /**
     * How many of some speakers it, or an extractor, was trained on, as far as it says.
     *
     * @param corpora the names under which their corpus may have been trained on
     * @param names the speakers' in it
     */
    public int known(Collection<String> corpora, Collection<String> names) {
        return (int) names.stream()
                .distinct()
                .filter(name -> speakers.stream()
                        .anyMatch(trained -> corpora.stream().anyMatch(corpus -> trained.has(corpus, name))))
                .count();
    }
}
