package org.vavl.recognition.inference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whom a model was trained on, so that it can be checked without naming anybody: digests of the speakers' names. SHA-256 over salt, corpus and speaker,
 * each ended by a zero byte. Who knows a name can check it; names that can be guessed, such as {@code actor05}, can be found by guessing.
 *
 * @param salt which makes the digests of this model others than those of other models, 1 to 64 hexadecimal digits
 * @param digests 64 hexadecimal digits each, at most {@value #MOST}
 * @param count how many speakers there were, of whom some may have no digest
 */
public record TrainingSpeakers(String salt, Set<String> digests, int count) {
    /** Of more speakers no digests are kept. */
    public static final int MOST = 10_000;

    private static final Pattern SALT = Pattern.compile("[0-9a-f]{1,64}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** Copies the digests and checks all. */
    public TrainingSpeakers {
        digests = Set.copyOf(digests);
        if (!SALT.matcher(salt).matches()
                || digests.size() > MOST
                || count < 0
                || !digests.stream().allMatch(digest -> DIGEST.matcher(digest).matches())) {
            throw new IllegalArgumentException("speakers of salt '" + salt + "' with " + digests.size()
                    + " digests, of " + count + ": needs a salt in hexadecimal digits, up to " + MOST
                    + " digests of 64 of them, and a count of at least 0");
        }
    }

    /**
     * Those of a training.
     *
     * @param corpora the names under which their corpus is known
     * @param speakers their names in it, those first who matter most; of more than fit the first ones have digests
     */
    public static TrainingSpeakers of(String salt, Collection<String> corpora, Collection<String> speakers) {
        Set<String> digests = new TreeSet<>();
        for (String speaker : speakers) {
            if (digests.size() + corpora.size() > MOST) {
                break;
            }
            corpora.forEach(corpus -> digests.add(digest(salt, corpus, speaker)));
        }
        return new TrainingSpeakers(salt, digests, speakers.size());
    }

    /** Whether a speaker of a corpus is among them. */
    public boolean has(String corpus, String speaker) {
        return digests.contains(digest(salt, corpus, speaker));
    }

    /** The digest of a text, for salts. */
    public static String salt(String of) {
        return digest("", "salt", of);
    }

    private static String digest(String salt, String corpus, String speaker) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {salt, corpus, speaker}) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
