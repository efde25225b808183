package org.vavl.nn;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/** The process's own environment, as native libraries read it when they are loaded; Java's copy of it stays as it was. */
final class NativeEnvironment {
    private NativeEnvironment() {}

    private interface Posix extends Library {
        int setenv(String name, String value, int overwrite);
    }

    private interface MicrosoftRuntime extends Library {
        int _putenv_s(String name, String value);
    }

    /** Sets a variable unless the user has set it already. */
    static void setDefault(String name, String value) {
        if (System.getenv(name) != null) {
            return;
        }
        int error = Platform.isWindows()
                ? Native.load("msvcrt", MicrosoftRuntime.class)._putenv_s(name, value)
                : Native.load("c", Posix.class).setenv(name, value, 0);
        if (error != 0) {
            throw new IllegalStateException("could not set " + name + "=" + value + ": error " + Native.getLastError());
        }
    }
}
