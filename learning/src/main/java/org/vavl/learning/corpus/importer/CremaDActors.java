package org.vavl.learning.corpus.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.vavl.core.clip.Clip;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;

/** CREMA-D's {@value #TABLE}: sex and age of each actor. */
final class CremaDActors {
    private static final String TABLE = "VideoDemographics.csv";

    private final Map<String, Map<String, String>> byActor = new HashMap<>();

    private CremaDActors() {}

    /** Nothing is known of actors where there is no table. */
    static CremaDActors read(Path root) {
        CremaDActors actors = new CremaDActors();
        Path table = root.resolve(TABLE);
        if (Files.exists(table)) {
            for (CsvRow row : CsvReader.rows(table)) {
                Map<String, String> traits = new HashMap<>();
                row.cell("Sex").ifPresent(sex -> traits.put(Clip.GENDER, sex.toLowerCase(Locale.ROOT)));
                row.cell("Age").ifPresent(age -> traits.put("age", age));
                actors.byActor.put(row.require("ActorID"), traits);
            }
        }
        return actors;
    }

    Map<String, String> traits(String actor) {
        return byActor.getOrDefault(actor, Map.of());
    }
}
