/**
 * {@code vavl doctor}: whether this machine has what Vavl needs. Start with {@link org.vavl.cli.doctor.DoctorCommand}.
 */
@NullMarked
package org.vavl.cli.doctor;

import org.jspecify.annotations.NullMarked;
