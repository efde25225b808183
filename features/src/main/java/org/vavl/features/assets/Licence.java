package org.vavl.features.assets;

import java.net.URI;

/**
 * Under which terms something may be used.
 *
 * @param name its SPDX identifier
 * @param text where it can be read
 * @param commercial whether it allows commercial use
 */
public record Licence(String name, URI text, boolean commercial) {}
