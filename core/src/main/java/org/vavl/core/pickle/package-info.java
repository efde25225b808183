/**
 * Python's pickles, read without executing anything. Start with {@link org.vavl.core.pickle.PickleFile}: dictionaries, lists,
 * strings, numbers and NumPy's arrays. {@link org.vavl.core.pickle.PickleReader} is the machine below it, which others can let call
 * what they interpret.
 */
@NullMarked
package org.vavl.core.pickle;

import org.jspecify.annotations.NullMarked;
