/** The models that are served, and what they are served for. */
@NullMarked
package org.vavl.serve.model;

import org.jspecify.annotations.NullMarked;
