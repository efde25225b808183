package org.vavl.learning.fusion;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vavl.core.clip.Task;
import org.vavl.learning.evaluation.TextTable;
import org.vavl.recognition.inference.FusionState;
import org.vavl.recognition.inference.HeadWeight;

/** What fusion is, and what it does, as text for people. */
public final class FusionText {
    private FusionText() {}

    /** A line for each level: how much is left, and how good the final prediction is beside the better single head. */
    public static String effects(List<FusionEffect> effects, Task task) {
        Set<String> modalities = new LinkedHashSet<>();
        effects.forEach(effect -> modalities.addAll(effect.left().keySet()));
        TextTable table = new TextTable();
        List<String> header = new ArrayList<>();
        modalities.forEach(modality -> header.add(modality + " left"));
        String metric = FusionMeasurement.metric(task).title();
        header.addAll(List.of("clips", metric + " of the answer", "of the better head", "difference", "which"));
        table.add(header);
        for (FusionEffect effect : effects) {
            List<String> cells = new ArrayList<>();
            modalities.forEach(modality -> cells.add(percent(effect.left().getOrDefault(modality, 0.0))));
            cells.addAll(List.of(
                    Integer.toString(effect.clips()),
                    number(effect.fused()),
                    number(effect.single()),
                    String.format(Locale.ROOT, "%+.3f", 0 - effect.shortfall()),
                    effect.head()));
            table.add(cells);
        }
        return table.toString();
    }

    /** The weights, a line for each set of modalities; one line where the paper's rule holds. */
    public static String weights(List<FusionState> states) {
        return states.isEmpty()
                ? "as in the paper: the joint head where every modality is there\n"
                : states.stream().map(FusionText::line).collect(Collectors.joining());
    }

    private static String line(FusionState state) {
        return state.modalities().stream().sorted().collect(Collectors.joining(" and ")) + ": "
                + state.heads().stream().map(FusionText::weight).collect(Collectors.joining(" + "))
                + "\n";
    }

    private static String weight(HeadWeight head) {
        return number(head.weight())
                + head.exponents().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(power -> String.format(Locale.ROOT, " · %s^%.2f", power.getKey(), power.getValue()))
                        .collect(Collectors.joining())
                + " · " + head.head() + " head";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
