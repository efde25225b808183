/**
 * Sound and images that are pushed as they come, or lie in memory, as sources that are read like files. Start with {@link
 * org.vavl.features.stream.SampleStream} and {@link org.vavl.features.stream.FrameStream}, whose common time is a {@link
 * org.vavl.features.stream.StreamClock}.
 */
@NullMarked
package org.vavl.features.stream;

import org.jspecify.annotations.NullMarked;
