/**
 * Who is to be seen in a recording: {@link org.vavl.recognition.people.Person}, whose face is followed, and what the model says of each.
 */
@NullMarked
package org.vavl.recognition.people;

import org.jspecify.annotations.NullMarked;
