package org.vavl.features.audio.speech;

/** Takes all for speech that is louder than −50 dB of full scale, in root mean square over 32 ms. */
public record EnergyDetector(SpeechSettings settings) implements SpeechDetector {
    static final String NAME = "energy-1";

    private static final double LEAST_MEAN_SQUARE = 1e-5;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SpeechTrack open(int sampleRate) {
        return new SpeechTrack(this, EnergyDetector::score, sampleRate);
    }

    private static float score(float[] chunk) {
        double sum = 0;
        for (float sample : chunk) {
            sum += (double) sample * sample;
        }
        return sum / chunk.length >= LEAST_MEAN_SQUARE ? 1 : 0;
    }

    @Override
    public void close() {}
}
