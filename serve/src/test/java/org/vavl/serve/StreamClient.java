package org.vavl.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.vavl.features.Image;

/** A client of {@code /v1/stream}. */
final class StreamClient implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    StreamClient(HttpClient client, URI address) {
        socket = client.newWebSocketBuilder().buildAsync(address, this).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                messages.add(TestServer.json(text.toString()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.add(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.add(-1);
    }

    StreamClient send(String message) {
        socket.sendText(message, true).join();
        return this;
    }

    /** Sends what the server may refuse to read to its end. */
    void sendAnyhow(byte[] message) {
        try {
            send(message);
        } catch (java.util.concurrent.CompletionException e) {
            closed.add(-1);
        }
    }

    /** The same of a text. */
    void sendAnyhow(String message) {
        try {
            send(message);
        } catch (java.util.concurrent.CompletionException e) {
            closed.add(-1);
        }
    }

    StreamClient send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
        return this;
    }

    JsonNode next() throws InterruptedException {
        JsonNode next = messages.poll(60, TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("nothing came");
        }
        return next;
    }

    /** The next message of an error; empty if the connection ended without one. */
    Optional<JsonNode> error() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            boolean hasEnded = !closed.isEmpty();
            JsonNode message = messages.poll(100, TimeUnit.MILLISECONDS);
            if (message != null && message.get("type").asText().equals("error")) {
                return Optional.of(message);
            }
            if (message == null && hasEnded) {
                return Optional.empty();
            }
        }
        throw new IllegalStateException("no error came");
    }

    /** Whether a message has come that was not taken yet, or the stream has ended. */
    boolean wasTold() {
        return !messages.isEmpty() || !closed.isEmpty();
    }

    int closeCode() throws InterruptedException {
        Integer code = closed.poll(60, TimeUnit.SECONDS);
        return code == null ? 0 : code;
    }

    void abort() {
        socket.abort();
    }

    static byte[] message(int kind, double seconds, byte[] data) {
        return ByteBuffer.allocate(16 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(kind)
                .putDouble(seconds)
                .put(data)
                .array();
    }

    static byte[] sound(double seconds, float[] samples, int from, int count) {
        ByteBuffer data = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = from; i < from + count; i++) {
            data.putShort((short) Math.round(Math.max(-1, Math.min(1, samples[i])) * 32767));
        }
        return message(1, seconds, data.array());
    }

    static byte[] jpeg(Image image) throws IOException {
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                picture.setRGB(x, y, image.value(x, y, 0) << 16 | image.value(x, y, 1) << 8 | image.value(x, y, 2));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", bytes);
        return bytes.toByteArray();
    }
}
