package dev.leaktriage.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium, driven by its DevTools protocol; it remembers what pages say and ask for. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern ADDRESS = Pattern.compile("ws://\\S+");
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Browser(Process process, URI page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Received())
                .join();
    }

    /** Chromium on the path, if there is one. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts the installed Chromium; where there is none the calling test is skipped, with a message. */
    static Browser required(Path profile) throws IOException, InterruptedException {
        Optional<Path> chromium = installed();
        if (chromium.isEmpty()) {
            System.err.println("SKIPPED: there is no Chromium on the path to look at pages with;"
                    + " 'apt-get install chromium' installs it");
        }
        Assumptions.assumeTrue(chromium.isPresent(), "there is no Chromium");
        return start(chromium.get(), profile);
    }

    /**
     * Starts a browser that knows nothing of an earlier one.
     *
     * @param profile a folder that is empty
     */
    static Browser start(Path executable, Path profile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        executable.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Browser browser = new Browser(process, page(address(process)));
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            browser.call(domain + ".enable", Map.of());
        }
        return browser;
    }

    private static URI address(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                return URI.create(address.group());
            }
        }
        throw new IOException("the browser ended without saying where it listens");
    }

    private static URI page(URI browser) throws IOException, InterruptedException {
        HttpRequest targets = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + browser.getPort() + "/json"))
                .build();
        String list = HttpClient.newHttpClient()
                .send(targets, HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode target : new ObjectMapper().readTree(list)) {
            if (target.get("type").asText().equals("page")) {
                return URI.create(target.get("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("the browser has no page");
    }

    private final class Received implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void take(String message) {
        JsonNode read;
        try {
            read = new ObjectMapper().readTree(message);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (read.has("id")) {
            asked.remove(read.get("id").asInt()).complete(read);
            return;
        }
        switch (read.path("method").asText()) {
            case "Runtime.consoleAPICalled",
                    "Runtime.exceptionThrown",
                    "Log.entryAdded",
                    "Page.javascriptDialogOpening" -> complaints.add(message);
            case "Network.requestWillBeSent" ->
                requests.add(read.at("/params/request/url").asText());
            default -> {}
        }
    }

    /** Calls a method of the protocol and returns its result. */
    JsonNode call(String method, Map<String, ?> parameters) {
        int id = number.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        ObjectNode message = new ObjectMapper().createObjectNode().put("id", id).put("method", method);
        message.set("params", new ObjectMapper().valueToTree(parameters));
        socket.sendText(message.toString(), true).join();
        JsonNode read = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (read.has("error")) {
            throw new IllegalStateException(method + ": " + read.get("error"));
        }
        return read.get("result");
    }

    /** The value of an expression; a promise is waited for. */
    JsonNode evaluate(String expression) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
        }
        return result.at("/result/value");
    }

    /** Waits until an expression is true. */
    void await(String expression) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!evaluate("Boolean(" + expression + ")").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("never true: " + expression);
            }
            evaluate("new Promise((done) => setTimeout(done, 10))");
        }
    }

    /** Opens a page of ours and waits until it is drawn; what earlier pages said is forgotten. */
    void open(Path page, String hash) {
        call("Page.navigate", Map.of("url", "about:blank"));
        complaints.clear();
        requests.clear();
        call("Page.navigate", Map.of("url", page.toUri() + hash));
        await("document.documentElement?.dataset.ready === 'true'");
    }

    void click(String selector) {
        evaluate("document.querySelector('" + selector + "').click()");
    }

    /** Chooses one of the values that a person can choose from. */
    void change(String selector, String value) {
        evaluate("(() => { const select = document.querySelector('" + selector + "'); select.value = '" + value
                + "'; select.dispatchEvent(new Event('change')); })()");
    }

    void type(String selector, String text) {
        evaluate("(() => { const input = document.querySelector('" + selector + "'); input.value = '" + text
                + "'; input.dispatchEvent(new Event('input')); })()");
    }

    /** The text of what is shown; views are drawn when the browser next paints. */
    String text(String selector) {
        await("document.querySelector('" + selector + "')");
        return evaluate("document.querySelector('" + selector + "').textContent")
                .asText();
    }

    List<String> texts(String selector) {
        List<String> texts = new ArrayList<>();
        evaluate("[...document.querySelectorAll('" + selector + "')].map((found) => found.textContent)")
                .forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** The exact number behind one that is rounded for people. */
    long exact(String selector) {
        await("document.querySelector('" + selector + "')");
        return evaluate("Number(document.querySelector('" + selector + "').dataset.exact)")
                .asLong();
    }

    void resize(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    /** Presses a key as a person does. */
    void press(String key) {
        int code = key.equals("Enter") ? 13 : 0;
        String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
        for (String type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "text", text, "windowsVirtualKeyCode", code));
        }
    }

    /** Does something with the mouse, as a person does: {@code mouseMoved}, {@code mousePressed}, {@code mouseReleased}. */
    void mouse(String type, double x, double y) {
        boolean button = !type.equals("mouseMoved");
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", type, "x", x, "y", y, "button", button ? "left" : "none", "clickCount", button ? 1 : 0));
    }

    /**
     * Holds the mouse over a place in what a selector finds until an expression is true, and leaves it there. A view
     * that is still being laid out moves under the mouse: the place is measured anew before each move.
     *
     * @param across where, in CSS pixels from the left edge
     * @param down where, in CSS pixels from the top edge
     * @return where the mouse is, in CSS pixels of the page
     */
    Place hover(String selector, double across, double down, String expression) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int move = 0; System.nanoTime() < end; move++) {
            await("document.querySelector('" + selector + "')");
            JsonNode box = evaluate("document.querySelector('" + selector + "').getBoundingClientRect().toJSON()");
            // The same place twice is no move to a browser.
            Place place =
                    new Place(box.get("x").asDouble() + across, box.get("y").asDouble() + down + move % 2);
            mouse("mouseMoved", place.x(), place.y());
            evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)))");
            if (evaluate("Boolean(" + expression + ")").asBoolean()) {
                return place;
            }
        }
        throw new IllegalStateException("never true under the mouse: " + expression);
    }

    record Place(double x, double y) {}

    /** What pages wrote to the console, threw or asked people since the last {@link #open}. */
    List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    /** The addresses that were asked for since the last {@link #open}. */
    List<String> requests() {
        return new ArrayList<>(requests);
    }

    byte[] screenshot() {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("format", "png"))
                        .get("data")
                        .asText());
    }

    @Override
    public void close() {
        // Its children write to its folder until they end, and a folder that is written to cannot be removed.
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        try {
            call("Browser.close", Map.of());
            all.forEach(one -> one.onExit()
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join());
        } finally {
            socket.abort();
            process.destroy();
        }
    }
}
