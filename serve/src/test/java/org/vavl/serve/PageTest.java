package org.vavl.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.TalkingFace;
import org.vavl.features.media.TestMedia;
import org.vavl.features.media.VideoReader;
import org.vavl.serve.model.Audience;

/**
 * The page in the system's Chromium, whose camera and microphone play a clip; skipped where there is no Chromium. Screenshots are in {@code
 * target/screenshots}.
 */
@Tag("slow")
class PageTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int RATE = 48_000;

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Playwright playwright;
    private static Browser browser;
    private static final List<String> ERRORS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                chromium.isPresent(),
                "there is no Chromium, so that the page is not tested (Debian, Ubuntu: apt install chromium)");
        server = new TestServer(ServeSettings.defaults()
                .withFolder(folder.resolve("uploads"))
                .with(new Audience(Audience.Use.GENERAL, true)));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--use-fake-ui-for-media-stream",
                                "--use-fake-device-for-media-stream",
                                "--use-file-for-fake-audio-capture=" + microphone(),
                                "--use-file-for-fake-video-capture=" + camera())));
        Files.createDirectories(SCREENSHOTS);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            playwright.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void noErrorsYet() {
        ERRORS.clear();
    }

    private static Path microphone() throws Exception {
        float[] samples = new float[3 * RATE];
        try (AudioReader sound = AudioReader.require(TalkingFace.CLIP, RATE, MediaLimits.defaults())) {
            sound.read(samples);
        }
        return TestMedia.wav(folder.resolve("microphone.wav"), RATE, 1, samples);
    }

    private static Path camera() throws Exception {
        Path file = folder.resolve("camera.mjpeg");
        try (OutputStream out = Files.newOutputStream(file);
                VideoReader video = VideoReader.open(TalkingFace.CLIP, MediaLimits.defaults())
                        .orElseThrow()) {
            for (int frame = 0; frame < 60 && video.next(); frame++) {
                out.write(StreamClient.jpeg(video.image()));
            }
        }
        return file;
    }

    private static Page open(int width, ColorScheme scheme) {
        return open("", width, scheme);
    }

    private static Page open(String path, int width, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width < 500 ? 844 : 900)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setPermissions(List.of("camera", "microphone")));
        Page page = context.newPage();
        page.setDefaultTimeout(60_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                ERRORS.add(message.text());
            }
        });
        page.onPageError(ERRORS::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(server.server().address().toString())
                    && !request.url().startsWith("blob:")) {
                ERRORS.add("asks another host: " + request.url());
            }
        });
        page.navigate(server.server().address().resolve(path).toString());
        page.waitForSelector("html[data-ready]");
        return page;
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** Axe-core's serious findings. */
    private static Object findings(Page page) throws Exception {
        try (InputStream script = PageTest.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        return page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
                + ".filter(({impact}) => impact === 'serious' || impact === 'critical')"
                + ".map(({id, nodes}) => id + ': ' + nodes.map(({html}) => html).join(' | '))");
    }

    @Test
    void aFileIsAnsweredWithATimelineThatJumpsAndDownloads() throws Exception {
        Page page = open(1280, ColorScheme.LIGHT);
        assertThat(page.locator("#notice").isVisible()).isTrue();
        shoot(page, "start-1280-light");
        assertThat(findings(page)).isEqualTo(List.of());
        page.setInputFiles("#file", TalkingFace.CLIP);
        page.waitForSelector("#result:not([hidden])", new Page.WaitForSelectorOptions().setTimeout(60_000));
        String expected =
                server.recognizer().recognize(TalkingFace.CLIP).emotion().orElseThrow();
        assertThat(page.locator("#answer").textContent() + page.locator("#why").textContent())
                .contains(expected);
        assertThat(page.locator("#timeline svg path.curve").count()).isEqualTo(7);
        page.locator("#timeline").focus();
        page.keyboard().press("ArrowRight");
        page.waitForSelector("#timeline[aria-valuenow='1.0']");
        assertThat(page.locator("#people tbody tr").count()).isEqualTo(1);
        String vtt = page.locator("#downloads a").nth(2).getAttribute("href");
        assertThat(server.get("/" + vtt).body()).startsWith("WEBVTT");
        assertThat(findings(page)).isEqualTo(List.of());
        shoot(page, "result-1280-light");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        shoot(page, "result-1280-dark");
        assertThat(findings(page)).isEqualTo(List.of());
        page.setViewportSize(390, 844);
        page.waitForTimeout(200);
        shoot(page, "result-390-dark");
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        page.context().close();
        assertThat(ERRORS).isEmpty();
    }

    @Test
    void whatIsNoRecordingIsSaidInOneLine() throws Exception {
        Page page = open(390, ColorScheme.LIGHT);
        shoot(page, "start-390-light");
        Path text = Files.writeString(folder.resolve("notes.txt"), "no media at all");
        page.setInputFiles("#file", text);
        page.waitForSelector("#error:not([hidden])", new Page.WaitForSelectorOptions().setTimeout(60_000));
        assertThat(page.locator("#error").textContent()).contains("notes.txt").doesNotContain(folder.toString());
        shoot(page, "error-390-light");
        page.context().close();
    }

    @Test
    void cameraAndMicrophoneAreAnsweredLive() throws Exception {
        Page page = open(1280, ColorScheme.DARK);
        page.click("#begin");
        page.waitForSelector("#live-lines path.curve");
        page.waitForCondition(() -> !List.of("…", "Nothing to go by")
                .contains(page.locator("#live-answer").textContent()));
        shoot(page, "live-1280-dark");
        assertThat(findings(page)).isEqualTo(List.of());
        page.setViewportSize(390, 844);
        page.waitForTimeout(1500);
        shoot(page, "live-390-dark");
        page.click("#end");
        page.waitForCondition(() -> page.locator("#status").textContent().contains("ended"));
        assertThat(page.locator("#error").isVisible()).isFalse();
        page.context().close();
        assertThat(ERRORS).isEmpty();
    }

    @Test
    void requestsCanBeTried() throws Exception {
        Page page = open("docs.html", 1280, ColorScheme.LIGHT);
        assertThat(page.locator("details.operation").count())
                .isEqualTo(server.server().routes().size());
        page.click("#recognize > summary");
        page.setInputFiles("#recognize-body", TalkingFace.CLIP);
        page.selectOption("#recognize select", "vtt");
        page.click("#recognize button[type=submit]");
        page.waitForCondition(
                () -> page.locator("#recognize .body").textContent().startsWith("WEBVTT"));
        assertThat(page.locator("#recognize .answered").textContent())
                .contains("curl -F 'file=@talking-face.mp4'", "format=vtt", "200");
        assertThat(findings(page)).isEqualTo(List.of());
        shoot(page, "docs-1280-light");
        page.click("#job > summary");
        page.fill("#job input", "no such job");
        page.click("#job button[type=submit]");
        page.waitForCondition(() -> page.locator("#job .answered").textContent().contains("no such job"));
        assertThat(page.locator("#job .answered").textContent()).contains("404", "no%20such%20job");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.setViewportSize(390, 844);
        assertThat(findings(page)).isEqualTo(List.of());
        shoot(page, "docs-390-dark");
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        page.context().close();
        assertThat(ERRORS).allMatch(error -> error.contains("404")).hasSize(1);
    }

    /** What docs/serve.md says of {@code soundFormat}, with a recorder that is not ours. */
    @Test
    void whatTheBrowsersRecorderGivesIsAnsweredLive() {
        Page page = open(1280, ColorScheme.LIGHT);
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> messages = (List<Map<String, Object>>) page.evaluate("""
                () => new Promise(async (resolve) => {
                  const media = await navigator.mediaDevices.getUserMedia({ audio: true });
                  const recorder = new MediaRecorder(media, { mimeType: "audio/webm;codecs=opus" });
                  const socket = new WebSocket(new URL("v1/stream", location.href.replace("http", "ws")));
                  const messages = [];
                  const send = (piece) => {
                    const header = new DataView(new ArrayBuffer(16));
                    header.setUint8(0, 1);
                    socket.send(new Blob([header, piece]));
                  };
                  recorder.ondataavailable = ({ data }) => { if (data.size) send(data); };
                  recorder.onstop = () => socket.send(JSON.stringify({ type: "stop" }));
                  socket.onopen = () => socket.send(JSON.stringify({ type: "start", soundFormat: "webm", window: 1.5, step: 0.5 }));
                  socket.onmessage = ({ data }) => {
                    const message = JSON.parse(data);
                    messages.push(message);
                    if (message.type === "ready") { recorder.start(200); setTimeout(() => recorder.stop(), 4000); }
                  };
                  socket.onclose = () => resolve(messages);
                })""");
        assertThat(messages.get(messages.size() - 1)).as(messages.toString()).containsEntry("type", "end");
        List<Map<String, Object>> windows = messages.stream()
                .filter(message -> message.get("type").equals("window"))
                .toList();
        assertThat(windows).hasSizeGreaterThanOrEqualTo(5).anySatisfy(window -> assertThat(window.get("said"))
                .isNotNull());
        page.context().close();
        assertThat(ERRORS).isEmpty();
    }
}
