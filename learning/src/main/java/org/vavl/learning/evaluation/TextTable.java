package org.vavl.learning.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in columns of equal width: the first one to the left, all others to the right. */
public final class TextTable {
    private static final String GAP = "  ";
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row, whose cells stand under those of the rows before. */
    public TextTable add(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    @Override
    public String toString() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        List<Integer> widths = new ArrayList<>(Collections.nCopies(columns, 0));
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths.set(c, Math.max(widths.get(c), width(row.get(c))));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                String padding = " ".repeat(widths.get(c) - width(row.get(c)));
                line.append(c == 0 ? row.get(c) + padding : GAP + padding + row.get(c));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
