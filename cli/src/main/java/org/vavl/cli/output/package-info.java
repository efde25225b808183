/**
 * What subcommands print: results, progress, errors.
 */
@NullMarked
package org.vavl.cli.output;

import org.jspecify.annotations.NullMarked;
