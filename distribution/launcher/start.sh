# What the two launchers share, ./vavl of a checkout and bin/vavl of the distribution: finds Java and starts the command. Sourced, not run,
# by a script that has set root, the folder of the installation or the checkout, and has behind_links.

fail() {
    printf 'vavl: %s\n' "$*" >&2
    exit 1
}

# ---- Java ----

# The number of the major version of what is installed in a folder, read from its release file, or asked of it; 0 where there is no such program.
java_version() { # FOLDER PROGRAM
    if [ ! -x "$1/bin/java" ] || [ ! -x "$1/bin/$2" ]; then
        echo 0
        return
    fi
    version=
    if [ -r "$1/release" ]; then
        version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9][0-9]*\).*/\1/p' "$1/release")
    fi
    if [ -z "$version" ]; then
        version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9][0-9]*\).*/\1/p' | head -n 1)
    fi
    echo "${version:-0}"
}

java_candidates() {
    [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
    for name in javac java; do
        if path=$(command -v "$name"); then
            dirname "$(dirname "$(behind_links "$path")")"
        fi
    done
    [ ! -x /usr/libexec/java_home ] || /usr/libexec/java_home -v 17+ 2>/dev/null || :
    for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/*; do
        [ ! -d "$home" ] || printf '%s\n' "$home"
    done
}

# Sets java_home and java_major to the first that is new enough and has the program: javac for a JDK, java for a runtime.
find_java() { # PROGRAM, then the advice where there is none
    program=$1
    shift
    found=
    while IFS= read -r java_home; do
        java_major=$(java_version "$java_home" "$program")
        [ "$java_major" -lt 17 ] || return 0
        [ "$java_major" -eq 0 ] || found="$found $java_major in $java_home;"
    done <<CANDIDATES
$(java_candidates)
CANDIDATES
    fail "no Java of version 17 or newer with a program '$program' was found (${found:-none at all}): $*"
}

# ---- Start ----

# An archive of classes can be made only with the options that it is used with. Java's own memory begins small and grows no further than it must: Java would begin
# with a part of the machine's memory, and most of what Vavl needs is not Java's.
jvm_options='-XX:+UseSerialGC -Xms32m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED'

# Of the JVM's own messages errors alone, on standard error; an archive of classes that does not suit is passed over in silence.
jvm_messages() {
    if [ "$java_major" -ge 25 ]; then
        echo '-Xlog:disable -Xlog:all=error,cds*=off,aot*=off:stderr'
    else
        echo '-Xlog:disable -Xlog:all=error,cds*=off:stderr'
    fi
}

# What an archive of classes depends on, as a number: this JVM, and all jars with their sizes and times.
archive_key() (
    IFS=:
    set -f
    # shellcheck disable=SC2086 # split at the colons
    key=$({
        ls -lnL "$java_home/lib/modules" "$java_home/lib/server" || :
        ls -lnL $class_path || :
    } 2>/dev/null | cksum)
    printf '%s\n' "${key%% *}"
)

# Sets class_archive to a file that keeps the classes of a usual start in the form that the JVM has them in memory, which makes later starts
# faster. The first of the folders that has one, or that one can be written to, is taken. If that does not work, nothing is lost: class_archive
# is then empty. An empty file says that none can be made.
find_class_archive() { # FOLDER...
    name=classes-$(archive_key).jsa
    class_archive=
    for folder; do
        if [ -e "$folder/$name" ]; then
            [ ! -s "$folder/$name" ] || class_archive=$folder/$name
            return 0
        fi
    done
    for folder; do
        if mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ]; then
            archive_classes "$folder" "$name"
            return 0
        fi
    done
}

# Written beside its target and then moved there, so that several starts at once do not disturb each other.
archive_classes() { # FOLDER NAME
    case $1 in
        "$root"/*) rm -f "$1"/classes-*.jsa "$1"/classes-*.jsa.new ;;
        *) find "$1" -name 'classes-*.jsa*' -mtime +30 -exec rm -f {} + 2>/dev/null || : ;; # other versions keep theirs here, too
    esac
    new=$1/${2%.jsa}.$$.jsa.new
    # shellcheck disable=SC2086 # several options, split at spaces
    if "$java_home/bin/java" $jvm_options -XX:ArchiveClassesAtExit="$new" -Xlog:disable \
        -cp "$class_path" org.vavl.cli.StartRehearsal >/dev/null 2>&1 </dev/null && [ -s "$new" ]; then
        mv -f "$new" "$1/$2" 2>/dev/null || return 0
        class_archive=$1/$2
    else
        rm -f "$new"
        : >"$1/$2" || :
    fi
}

# Runs the command in place of this shell. Uses java_home, java_major, class_path and class_archive.
start_vavl() { # the command's arguments
    # Threads of OpenMP that spin while they wait would take the cores from those that work.
    OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}
    export OMP_WAIT_POLICY

    # Without a locale Java could not open files whose names have letters beyond ASCII.
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
        C | POSIX)
            LC_ALL=C.UTF-8
            export LC_ALL
            ;;
    esac

    terminal=false
    columns=80
    if [ -t 2 ]; then
        terminal=true
        columns=$(stty size 2>/dev/null <&2 | cut -d ' ' -f 2) || :
    fi

    set -f
    # shellcheck disable=SC2086 # several options, split at spaces
    set -- -Dvavl.terminal=$terminal -Dvavl.columns="${columns:-80}" ${VAVL_JAVA_OPTS:-} -cp "$class_path" org.vavl.cli.Main "$@"
    [ -z "$class_archive" ] || set -- -XX:SharedArchiveFile="$class_archive" "$@"
    # shellcheck disable=SC2046,SC2086 # several options, split at spaces
    exec "$java_home/bin/java" $jvm_options -Xshare:auto $(jvm_messages) "$@"
}
