package org.vavl;

/** The same of this module, which the command does not see. */
class SparkArchitectureTest extends ArchitectureTest {}
