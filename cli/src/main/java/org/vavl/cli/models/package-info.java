/**
 * {@code vavl models}, the store of models of others; {@code vavl info}, what a model file holds; and
 * {@code vavl card}, its model card. Start with {@link org.vavl.cli.models.InfoCommand}.
 */
@NullMarked
package org.vavl.cli.models;

import org.jspecify.annotations.NullMarked;
