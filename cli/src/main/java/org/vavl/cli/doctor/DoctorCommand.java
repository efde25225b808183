package org.vavl.cli.doctor;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.vavl.cli.output.ResultOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code vavl doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Tells what this machine has, what is missing, and how to mend it; exits with 1 if Vavl cannot work.")
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private ResultOutput output;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    DoctorCommand() {}

    /**
     * What {@code --format json} prints.
     *
     * @param healthy whether nothing that Vavl needs is missing
     * @param checks one for each thing
     */
    record Report(boolean healthy, List<Check> checks) {}

    @Override
    public Integer call() {
        List<Check> checks = new ArrayList<>(MachineChecks.all());
        checks.addAll(NativeChecks.all());
        boolean healthy = checks.stream().noneMatch(check -> check.status() == Check.Status.MISSING);
        output.print(new Report(healthy, checks), out -> checks.forEach(check -> print(check, out)));
        return healthy ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void print(Check check, PrintWriter out) {
        String status =
                check.status() == Check.Status.OK ? "ok" : check.status().name();
        out.printf(Locale.ROOT, "%-8s %-13s %s%n", status, check.name(), check.found());
        check.remedy().ifPresent(remedy -> out.printf(Locale.ROOT, "%-22s → %s%n", "", remedy));
    }
}
