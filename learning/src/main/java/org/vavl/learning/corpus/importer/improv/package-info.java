/** Files that MSP-IMPROV is published as. Start with {@link org.vavl.learning.corpus.importer.improv.MspImprovEvaluation#read}. */
@NullMarked
package org.vavl.learning.corpus.importer.improv;

import org.jspecify.annotations.NullMarked;
