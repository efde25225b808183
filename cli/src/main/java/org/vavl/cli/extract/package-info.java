/**
 * {@code vavl extract}: media files to files of features. Start with {@link org.vavl.cli.extract.ExtractCommand}.
 */
@NullMarked
package org.vavl.cli.extract;

import org.jspecify.annotations.NullMarked;
