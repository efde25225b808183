/**
 * {@code vavl corpus}: corpora are imported, inspected, audited and paired. Start with {@code CorpusCommand}, which
 * lists the subcommands; {@code CorpusImportCommand} is the largest.
 */
@NullMarked
package org.vavl.cli.corpus;

import org.jspecify.annotations.NullMarked;
