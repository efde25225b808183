/**
 * {@code vavl experiment} and {@code vavl tune}, and the processes in which they train side by side.
 *
 * <p>Start with {@code TrialsCommand}, which all experiments that train share. {@code WorkerProcesses} starts the worker
 * processes; {@code WorkerLoop} is what runs in one.
 */
@NullMarked
package org.vavl.cli.experiment;

import org.jspecify.annotations.NullMarked;
