/**
 * Options that several subcommands share. A subcommand takes them as picocli mixins. Start with
 * {@link org.vavl.cli.option.ComputeOptions}.
 */
@NullMarked
package org.vavl.cli.option;

import org.jspecify.annotations.NullMarked;
