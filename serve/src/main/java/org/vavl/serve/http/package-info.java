/** What all requests have in common: who may ask, what goes wrong, what is measured and logged. */
@NullMarked
package org.vavl.serve.http;

import org.jspecify.annotations.NullMarked;
