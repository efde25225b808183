package org.vavl.features.audio;

import java.util.Arrays;
import java.util.Random;

/**
 * One way in which a recording may come out differently: another tempo and voice, another room, noise, another microphone or line, another
 * level; in this order.
 *
 * @param speed by which it is played faster, which also raises the voice; from 0.5 to 2
 * @param reverberationSeconds in which the room's echoes fade by 60 dB; 0 for none
 * @param signalToNoise of noise that is added, in dB; infinite for none
 * @param noiseColour 0 for white noise, towards 1 for noise that is stronger in the low frequencies, below 1
 * @param highestHertz above which frequencies are damped, by 12 dB an octave; infinite for none
 * @param telephone whether samples are kept as a telephone does, in 8 bits by the µ-law
 * @param decibels by which it is made louder
 */
public record AudioAugmentation(
        double speed,
        double reverberationSeconds,
        double signalToNoise,
        double noiseColour,
        double highestHertz,
        boolean telephone,
        double decibels) {
    private static final int ECHOES = 200;
    private static final double SIXTY_DECIBELS = Math.log(1000);
    private static final double ECHO_STRENGTH = 0.5;
    private static final double MU = 255;
    private static final double STEPS = 127;

    /** Checks the ranges. */
    public AudioAugmentation {
        if (!(speed >= 0.5 && speed <= 2) || !(reverberationSeconds >= 0) || !(highestHertz > 0)) {
            throw new IllegalArgumentException("speed " + speed + ", reverberation " + reverberationSeconds
                    + " s, highest frequency " + highestHertz + " Hz: must be from 0.5 to 2, at least 0, and above 0");
        }
        if (!(noiseColour >= 0 && noiseColour < 1) || Double.isNaN(signalToNoise) || Double.isNaN(decibels)) {
            throw new IllegalArgumentException(
                    "noise of colour " + noiseColour + ", " + signalToNoise + " dB below, and " + decibels
                            + " dB louder: the colour must be from 0 to below 1, and the others numbers");
        }
    }

    /** No change. */
    public static AudioAugmentation none() {
        return new AudioAugmentation(1, 0, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY, false, 0);
    }

    /** The same at another speed. */
    public AudioAugmentation withSpeed(double newSpeed) {
        return new AudioAugmentation(
                newSpeed, reverberationSeconds, signalToNoise, noiseColour, highestHertz, telephone, decibels);
    }

    /** The same in another room. */
    public AudioAugmentation withReverberation(double newReverberationSeconds) {
        return new AudioAugmentation(
                speed, newReverberationSeconds, signalToNoise, noiseColour, highestHertz, telephone, decibels);
    }

    /** The same with other noise. */
    public AudioAugmentation withNoise(double newSignalToNoise, double newNoiseColour) {
        return new AudioAugmentation(
                speed, reverberationSeconds, newSignalToNoise, newNoiseColour, highestHertz, telephone, decibels);
    }

    /** The same with other frequencies damped. */
    public AudioAugmentation withHighestHertz(double newHighestHertz) {
        return new AudioAugmentation(
                speed, reverberationSeconds, signalToNoise, noiseColour, newHighestHertz, telephone, decibels);
    }

    /** The same over a telephone, or not. */
    public AudioAugmentation withTelephone(boolean newTelephone) {
        return new AudioAugmentation(
                speed, reverberationSeconds, signalToNoise, noiseColour, highestHertz, newTelephone, decibels);
    }

    /** The same at another level. */
    public AudioAugmentation withDecibels(double newDecibels) {
        return new AudioAugmentation(
                speed, reverberationSeconds, signalToNoise, noiseColour, highestHertz, telephone, newDecibels);
    }

    /**
     * Draws one of those that recordings of daily life have: every second in a room, every second with noise from 5 to 35 dB below, every
     * third by a poor microphone, every sixth over a telephone; up to 10 % faster or slower, and from 20 dB softer to 6 dB louder.
     */
    public static AudioAugmentation draw(Random random) {
        return new AudioAugmentation(
                Math.exp(Math.log(1.1) * between(-1, 1, random)),
                random.nextInt(2) == 0 ? between(0.1, 0.7, random) : 0,
                random.nextInt(2) == 0 ? between(5, 35, random) : Double.POSITIVE_INFINITY,
                between(0, 0.95, random),
                random.nextInt(3) == 0 ? between(3000, 7000, random) : Double.POSITIVE_INFINITY,
                random.nextInt(6) == 0,
                between(-20, 6, random));
    }

    private static double between(double lowest, double highest, Random random) {
        return lowest + (highest - lowest) * random.nextDouble();
    }

    /**
     * The recording as it comes out.
     *
     * @param samples of one channel, full scale is ±1; not changed
     * @param sampleRate samples per second
     * @param random gives the noise and the echoes
     */
    public float[] apply(float[] samples, int sampleRate, Random random) {
        float[] sound = speed == 1 ? samples.clone() : faster(samples);
        if (reverberationSeconds > 0) {
            sound = echoing(sound, sampleRate, random);
        }
        if (signalToNoise < Double.POSITIVE_INFINITY) {
            addNoise(sound, random);
        }
        if (highestHertz < sampleRate / 2.0) {
            damp(sound, sampleRate);
        }
        float gain = (float) Math.pow(10, decibels / 20);
        for (int i = 0; i < sound.length; i++) {
            float louder = Math.max(-1, Math.min(1, sound[i] * gain));
            sound[i] = telephone ? quantised(louder) : louder;
        }
        return sound;
    }

    private float[] faster(float[] samples) {
        float[] faster = new float[(int) (samples.length / speed)];
        for (int i = 0; i < faster.length; i++) {
            double position = i * speed;
            int left = Math.min((int) position, samples.length - 1);
            int right = Math.min(left + 1, samples.length - 1);
            faster[i] = (float) (samples[left] + (position - left) * (samples[right] - samples[left]));
        }
        return faster;
    }

    /** Echoes at random times, whose strength falls exponentially, as in a room with hard walls. */
    private float[] echoing(float[] dry, int sampleRate, Random random) {
        float[] wet = dry.clone();
        double longest = reverberationSeconds * sampleRate;
        for (int echo = 0; echo < ECHOES; echo++) {
            int delay = 1 + (int) (longest * random.nextDouble());
            double fading = Math.exp(-SIXTY_DECIBELS * delay / longest);
            float strength = (float) (ECHO_STRENGTH * fading * random.nextGaussian());
            for (int i = delay; i < dry.length; i++) {
                wet[i] += strength * dry[i - delay];
            }
        }
        return wet;
    }

    private void addNoise(float[] sound, Random random) {
        double[] noise = new double[sound.length];
        double before = 0;
        for (int i = 0; i < noise.length; i++) {
            before = noiseColour * before + random.nextGaussian();
            noise[i] = before;
        }
        double noisePower = Arrays.stream(noise).map(value -> value * value).sum();
        double power = 0;
        for (float sample : sound) {
            power += (double) sample * sample;
        }
        double scale = noisePower == 0 ? 0 : Math.sqrt(power / noisePower / Math.pow(10, signalToNoise / 10));
        for (int i = 0; i < sound.length; i++) {
            sound[i] += (float) (scale * noise[i]);
        }
    }

    /** Two first-order low-pass filters in a row, there and not back. */
    private void damp(float[] sound, int sampleRate) {
        double share = 1 - Math.exp(-2 * Math.PI * highestHertz / sampleRate);
        double once = 0;
        double twice = 0;
        for (int i = 0; i < sound.length; i++) {
            once += share * (sound[i] - once);
            twice += share * (once - twice);
            sound[i] = (float) twice;
        }
    }

    /** ITU-T G.711's µ-law with 127 steps on either side. */
    private static float quantised(float sample) {
        double compressed = Math.log1p(MU * Math.abs(sample)) / Math.log1p(MU);
        double kept = Math.round(compressed * STEPS) / STEPS;
        return (float) Math.copySign(Math.expm1(kept * Math.log1p(MU)) / MU, sample);
    }
}
