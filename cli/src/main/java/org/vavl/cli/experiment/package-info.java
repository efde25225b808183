/**
 * {@code vavl experiment}, and the processes in which it makes trials side by side.
 *
 * <p>Start with {@code TrialsCommand}, which all experiments that train share. {@code TrialProcesses} starts the worker
 * processes; {@code ExperimentWorkerCommand} is what runs in one.
 */
@NullMarked
package org.vavl.cli.experiment;

import org.jspecify.annotations.NullMarked;
