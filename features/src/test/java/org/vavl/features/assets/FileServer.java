package org.vavl.features.assets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of one file on this machine that behaves as badly as a test wants. */
final class FileServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("(?i)range: bytes=(\\d+)-");

    private final ServerSocket socket;
    private final Answer answer;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** Answers the n-th request, from 0, for a file from a byte on; negative if no byte is named. */
    interface Answer {
        void write(int request, int begin, OutputStream out) throws IOException, InterruptedException;
    }

    FileServer(Answer answer) throws IOException {
        this.answer = answer;
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "server");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri(String path) {
        return URI.create("http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort() + path);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The first lines of the requests so far. */
    List<String> requests() {
        return requests;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                answer(connection);
            } catch (IOException e) {
                // the next one
            }
        }
    }

    private void answer(Socket connection) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        int begin = -1;
        String first = String.valueOf(reader.readLine());
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            Matcher range = RANGE.matcher(line);
            begin = range.matches() ? Integer.parseInt(range.group(1)) : begin;
        }
        requests.add(first + (begin < 0 ? "" : " from " + begin));
        try {
            answer.write(requests.size() - 1, begin, connection.getOutputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void head(OutputStream out, String status, String... headers) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + String.join("\r\n", headers)
                        + (headers.length > 0 ? "\r\n\r\n" : "\r\n"))
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** Answers as a good server does, with parts where they are asked for. */
    static void good(byte[] content, int begin, OutputStream out) throws IOException {
        if (begin >= content.length) {
            head(out, "416 Range Not Satisfiable", "Content-Length: 0");
        } else {
            sendStart(content, content.length, begin, out);
        }
    }

    /** Answers as a good server does for content of a length, and breaks off where the start of it ends. */
    static void sendStart(byte[] start, int length, int begin, OutputStream out) throws IOException {
        int from = Math.max(0, begin);
        String left = "Content-Length: " + (length - from);
        if (begin < 0) {
            head(out, "200 OK", left);
        } else {
            String range = "Content-Range: bytes " + from + "-" + (length - 1) + "/" + length;
            head(out, "206 Partial Content", left, range);
        }
        out.write(start, from, start.length - from);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
