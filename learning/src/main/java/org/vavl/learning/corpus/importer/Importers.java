package org.vavl.learning.corpus.importer;

import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.NearestName;

/** The importers that there are. */
public final class Importers {
    private static final List<CorpusImporter> ALL = List.of(
            new RavdessImporter(),
            new CremaDImporter(),
            new MspImprovImporter(),
            new CmuMoseiImporter(),
            new FerPlusImporter(),
            new FoldersImporter(),
            new AnnotationsImporter(),
            new ManifestImporter(),
            new SyntheticImporter());

    private Importers() {}

    /** All of them. */
    public static List<CorpusImporter> all() {
        return ALL;
    }

    /**
     * The importer of a name.
     *
     * @throws VavlException if there is none
     */
    public static CorpusImporter named(String name) {
        return ALL.stream()
                .filter(importer -> importer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new VavlException("there is no importer '" + name + "': "
                        + NearestName.hint(
                                name, ALL.stream().map(CorpusImporter::name).toList())));
    }
}
