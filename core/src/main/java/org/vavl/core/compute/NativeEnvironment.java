package org.vavl.core.compute;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/** The process's own environment, as native libraries read it when they are loaded; Java's copy of it stays as it was. */
final class NativeEnvironment {
    private NativeEnvironment() {}

    private interface Posix extends Library {
        int setenv(String name, String value, int overwrite);
    }

    /** Its {@code _putenv_s} also changes what GetEnvironmentVariable gives, which OpenMP's libraries on Windows ask. */
    private interface UniversalRuntime extends Library {
        int _putenv_s(String name, String value);
    }

    /** Sets a variable unless the user has set it already. Where that fails there is a warning: it is a matter of speed. */
    static void setDefault(String name, String value) {
        if (System.getenv(name) != null) {
            return;
        }
        String failure = "";
        try {
            int error = set(name, value);
            failure = error == 0 ? "" : "error " + error;
        } catch (LinkageError e) {
            failure = String.valueOf(e.getMessage());
        }
        if (!failure.isEmpty()) {
            System.getLogger(NativeEnvironment.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "{0}={1} could not be set ({2}): set it before starting Java, for speed",
                            name,
                            value,
                            failure);
        }
    }

    private static int set(String name, String value) {
        return Platform.isWindows()
                ? Native.load("ucrtbase", UniversalRuntime.class)._putenv_s(name, value)
                : Native.load("c", Posix.class).setenv(name, value, 0);
    }
}
