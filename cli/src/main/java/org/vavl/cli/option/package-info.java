/**
 * Options that several subcommands share.
 */
@NullMarked
package org.vavl.cli.option;

import org.jspecify.annotations.NullMarked;
