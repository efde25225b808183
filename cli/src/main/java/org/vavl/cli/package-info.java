/**
 * The command {@code vavl}.
 *
 * <p>Start with {@link org.vavl.cli.VavlCommand}, which lists the subcommands. Each is a thin class: picocli fills its
 * fields from the command line, it calls the library, and prints what comes back. Results go to standard output,
 * everything else to standard error. {@link org.vavl.cli.output.Errors} turns exceptions into one line and an exit
 * code: 0 done, 1 it could not be done, 2 wrong use.
 */
@NullMarked
package org.vavl.cli;

import org.jspecify.annotations.NullMarked;
