/**
 * Tables of features as other toolkits write them: OpenFace, py-feat, iMotions, openSMILE. Start with
 * {@link org.vavl.learning.corpus.importer.toolkit.ToolkitTable#read}.
 */
@NullMarked
package org.vavl.learning.corpus.importer.toolkit;

import org.jspecify.annotations.NullMarked;
