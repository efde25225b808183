package org.vavl.features.audio.speech;

import java.util.Random;

/** Sounds in which nobody speaks, drawn anew every few seconds, at levels from loud to faint. */
enum NonSpeech {
    SILENCE {
        @Override
        void draw(float[] part, Random random) {
            double level = random.nextBoolean() ? 0 : 1e-4;
            fill(part, i -> level * random.nextGaussian());
        }
    },
    TONES {
        @Override
        void draw(float[] part, Random random) {
            double hertz = 60 * Math.pow(60, random.nextDouble());
            double sweep = random.nextInt(3) * 0.1 * random.nextGaussian();
            int harmonics = 1 + random.nextInt(6);
            fill(part, i -> harmonic(hertz * (1 + sweep * i / part.length), i, harmonics));
        }
    },
    WHITE_NOISE {
        @Override
        void draw(float[] part, Random random) {
            fill(part, i -> random.nextGaussian());
        }
    },
    PINK_NOISE {
        @Override
        void draw(float[] part, Random random) {
            double[] octaves = new double[14];
            fill(part, i -> {
                double sum = 0;
                for (int octave = 0; octave < octaves.length; octave++) {
                    if (i % (1 << octave) == 0) {
                        octaves[octave] = random.nextGaussian();
                    }
                    sum += octaves[octave];
                }
                return sum;
            });
        }
    },
    BROWN_NOISE {
        @Override
        void draw(float[] part, Random random) {
            double[] place = {0};
            fill(part, i -> place[0] = 0.998 * place[0] + random.nextGaussian());
        }
    },
    /** Chords and a melody of plucked and held notes over a beat. */
    MUSIC {
        @Override
        void draw(float[] part, Random random) {
            double root = 110 * Math.pow(2, random.nextInt(12) / 12.0);
            int[] chord = random.nextBoolean() ? new int[] {0, 4, 7, 12} : new int[] {0, 3, 7, 10};
            int beat = RATE * 60 / (70 + random.nextInt(80));
            int[] melody = random.ints(64, 0, 13).toArray();
            boolean plucked = random.nextBoolean();
            fill(part, i -> {
                double sound = 0;
                for (int note : chord) {
                    sound += 0.3 * harmonic(root * Math.pow(2, note / 12.0), i, 5);
                }
                int since = i % beat;
                double envelope = plucked ? Math.exp(-6.0 * since / beat) : Math.min(1, 20.0 * since / beat);
                double lead = 2 * root * Math.pow(2, melody[i / beat % melody.length] / 12.0);
                double drum = Math.exp(-40.0 * since / beat) * random.nextGaussian();
                return sound + envelope * harmonic(lead, i, 4) + 0.5 * drum;
            });
        }
    },
    /** Noise that swells and fades, in through the nose and out through the mouth. */
    BREATHING {
        @Override
        void draw(float[] part, Random random) {
            double period = RATE * (2.5 + 2 * random.nextDouble());
            double[] low = {0};
            double[] high = {0};
            fill(part, i -> {
                double phase = i / period % 1;
                double smooth = phase < 0.45 ? 0.35 : 0.2;
                low[0] += smooth * (random.nextGaussian() - low[0]);
                high[0] += 0.03 * (low[0] - high[0]);
                double swell = phase < 0.4
                        ? Math.sin(Math.PI * phase / 0.4)
                        : phase < 0.9 ? 1.5 * Math.sin(Math.PI * (phase - 0.4) / 0.5) : 0;
                return Math.max(0, swell) * (low[0] - high[0]);
            });
        }
    };

    static final int RATE = 16_000;
    private static final int PART_SECONDS = 6;

    abstract void draw(float[] part, Random random);

    /** One sample by its index. */
    @FunctionalInterface
    private interface Sample {
        double at(int i);
    }

    private static void fill(float[] part, Sample sample) {
        for (int i = 0; i < part.length; i++) {
            part[i] = (float) sample.at(i);
        }
    }

    private static double harmonic(double hertz, int i, int harmonics) {
        double sum = 0;
        for (int k = 1; k <= harmonics; k++) {
            sum += Math.sin(2 * Math.PI * k * hertz * i / RATE) / k;
        }
        return sum;
    }

    /** So many seconds of it; each part has another level, from −50 to −3 dB of full scale at its peak. */
    float[] sound(int seconds, long seed) {
        Random random = new Random(seed);
        float[] sound = new float[seconds * RATE];
        for (int begin = 0; begin < sound.length; begin += PART_SECONDS * RATE) {
            float[] part = new float[Math.min(PART_SECONDS * RATE, sound.length - begin)];
            draw(part, random);
            double peak = 1e-9;
            for (float sample : part) {
                peak = Math.max(peak, Math.abs(sample));
            }
            double gain = this == SILENCE ? 1 : Math.pow(10, (-3 - 47 * random.nextDouble()) / 20) / peak;
            for (int i = 0; i < part.length; i++) {
                sound[begin + i] = (float) (gain * part[i]);
            }
        }
        return sound;
    }
}
