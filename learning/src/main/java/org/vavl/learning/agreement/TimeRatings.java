package org.vavl.learning.agreement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vavl.core.VavlException;
import org.vavl.learning.annotation.Annotation;
import org.vavl.learning.annotation.AnnotationTier;

/**
 * Collects what annotators said of stretches of recordings. If all of them have the same segments of every recording, those are the units; else what they say
 * in the middle of short stretches of one length is compared.
 */
final class TimeRatings {
    private static final double MILLISECONDS = 1000;
    private static final long MOST_UNITS = 2_000_000;

    private final String attribute;
    private final double stepSeconds;
    private final Map<String, Map<String, List<Annotation>>> byRecording = new LinkedHashMap<>();
    private final Set<String> annotators = new LinkedHashSet<>();

    TimeRatings(String attribute, double stepSeconds) {
        this.attribute = attribute;
        this.stepSeconds = stepSeconds;
    }

    void add(String annotator, String recording, Path file, AnnotationTier tier) {
        annotators.add(annotator);
        List<Annotation> own = byRecording
                .computeIfAbsent(recording, key -> new LinkedHashMap<>())
                .computeIfAbsent(annotator, key -> new ArrayList<>());
        for (Annotation annotation : tier.annotations()) {
            own.add(attribute.isEmpty() ? annotation : number(file, tier, annotation));
        }
    }

    private Annotation number(Path file, AnnotationTier tier, Annotation annotation) {
        try {
            double value = Double.parseDouble(annotation.value().strip());
            if (Double.isFinite(value)) {
                return new Annotation(annotation.begin(), annotation.end(), Double.toString(value));
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new VavlException(file + ": '" + annotation.value() + "' at " + annotation.begin() + " s in tier '"
                + tier.name() + "' must be a number, as a value of " + attribute);
    }

    Ratings ratings() {
        List<String> names = List.copyOf(annotators);
        boolean haveSameSegments = byRecording.values().stream()
                .allMatch(tiers -> tiers.values().stream()
                                        .map(TimeRatings::spans)
                                        .distinct()
                                        .count()
                                == 1
                        && spans(tiers.values().iterator().next()).stream()
                                        .distinct()
                                        .count()
                                == tiers.values().iterator().next().size());
        boolean areMany = byRecording.size() > 1;
        List<RatedUnit> units = new ArrayList<>();
        byRecording.forEach((recording, tiers) ->
                units.addAll(haveSameSegments ? segments(recording, tiers, names) : frames(recording, tiers, names)));
        String unit = haveSameSegments ? "segments" : String.format(Locale.ROOT, "stretches of %s s", stepSeconds);
        if (areMany) {
            return new Ratings(
                    names,
                    unit,
                    "recordings",
                    units.stream()
                            .map(one -> new RatedUnit(one.name(), one.name(), one.begin(), one.end(), one.values()))
                            .toList());
        }
        return new Ratings(names, unit, haveSameSegments ? "segments" : "runs without a change", units);
    }

    private static List<List<Long>> spans(List<Annotation> annotations) {
        return annotations.stream()
                .map(one -> List.of(Math.round(one.begin() * MILLISECONDS), Math.round(one.end() * MILLISECONDS)))
                .sorted((one, other) -> one.get(0).equals(other.get(0))
                        ? Long.compare(one.get(1), other.get(1))
                        : Long.compare(one.get(0), other.get(0)))
                .toList();
    }

    private static List<RatedUnit> segments(String recording, Map<String, List<Annotation>> tiers, List<String> names) {
        Map<List<Long>, Map<String, Annotation>> bySpan = new LinkedHashMap<>();
        tiers.forEach((annotator, annotations) -> annotations.forEach(
                annotation -> bySpan.computeIfAbsent(spans(List.of(annotation)).get(0), key -> new LinkedHashMap<>())
                        .put(annotator, annotation)));
        List<RatedUnit> units = new ArrayList<>();
        bySpan.forEach((span, said) -> units.add(new RatedUnit(
                recording,
                recording + " " + span,
                span.get(0) / MILLISECONDS,
                span.get(1) / MILLISECONDS,
                names.stream()
                        .map(name -> Optional.ofNullable(said.get(name))
                                .map(Annotation::value)
                                .orElse(""))
                        .toList())));
        return units;
    }

    /** A new cluster begins where anybody's rating changes. */
    private List<RatedUnit> frames(String recording, Map<String, List<Annotation>> tiers, List<String> names) {
        double length = tiers.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Annotation::end)
                .max()
                .orElse(0);
        long count = (long) Math.ceil(length / stepSeconds - 1e-9);
        if (count > MOST_UNITS) {
            throw new VavlException(recording + ": has " + count + " stretches of " + stepSeconds + " s, and must have "
                    + MOST_UNITS + " at most: a longer step does it");
        }
        List<AnnotationTier> ofNames = names.stream()
                .map(name -> new AnnotationTier(recording, name, "", tiers.getOrDefault(name, List.of())))
                .toList();
        List<Timeline> timelines = ofNames.stream().map(Timeline::new).toList();
        List<RatedUnit> units = new ArrayList<>();
        int cluster = 0;
        for (long i = 0; i < count; i++) {
            double begin = i * stepSeconds;
            double end = (i + 1) * stepSeconds;
            List<String> values =
                    timelines.stream().map(line -> line.at((begin + end) / 2)).toList();
            boolean isChange =
                    units.isEmpty() || !units.get(units.size() - 1).values().equals(values);
            cluster += isChange ? 1 : 0;
            if (Stream.of(values).flatMap(List::stream).anyMatch(value -> !value.isEmpty())) {
                units.add(new RatedUnit(recording, recording + " " + cluster, begin, end, values));
            }
        }
        return units;
    }

    /** A tier that is asked for times in their order. */
    private static final class Timeline {
        private final List<Annotation> annotations;
        private final double longest;
        private int first;

        Timeline(AnnotationTier tier) {
            annotations = tier.annotations();
            longest =
                    annotations.stream().mapToDouble(Annotation::seconds).max().orElse(0);
        }

        /** As {@link AnnotationTier#at}, without looking at those that are over. */
        String at(double time) {
            while (first < annotations.size() && annotations.get(first).begin() + longest <= time) {
                first++;
            }
            String value = "";
            double nearest = Double.POSITIVE_INFINITY;
            for (int i = first; i < annotations.size() && annotations.get(i).begin() <= time; i++) {
                Annotation one = annotations.get(i);
                double distance = Math.abs(one.middle() - time);
                if (one.covers(time) && distance < nearest) {
                    value = one.value();
                    nearest = distance;
                }
            }
            return value;
        }
    }
}
