/**
 * What subcommands print: results, progress, errors. Start with {@link org.vavl.cli.output.ResultOutput}.
 */
@NullMarked
package org.vavl.cli.output;

import org.jspecify.annotations.NullMarked;
