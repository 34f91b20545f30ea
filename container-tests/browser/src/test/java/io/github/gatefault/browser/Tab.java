package io.github.gatefault.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One tab of the browser. */
final class Tab implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> requested = new CopyOnWriteArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final WebSocket socket;

    Tab(HttpClient client, URI address) throws Exception {
        socket =
                client.newWebSocketBuilder().buildAsync(address, new Listener()).get();
        call("Page.enable", Map.of());
        call("Network.enable", Map.of());
        call("Log.enable", Map.of());
        call("Runtime.enable", Map.of());
        // Policies are told as events, and remembered for whoever asks.
        onEachPage("""
                window.violations = [];
                document.addEventListener('securitypolicyviolation',
                    e => window.violations.push(e.violatedDirective + ' ' + e.blockedURI));
                """);
    }

    /** Runs this script in each page before its own. */
    void onEachPage(String script) throws Exception {
        call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Shows pages at this width, in these colours. */
    void look(int width, int height, String colorScheme, String... media) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        media.length > 0 && media[0].equals("print") ? "print" : "",
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", colorScheme),
                                Map.of(
                                        "name",
                                        "forced-colors",
                                        "value",
                                        media.length > 0 && media[0].equals("forced") ? "active" : "none"))));
    }

    /** Opens this address, and waits until the page has loaded. */
    void open(URI address) throws Exception {
        requested.clear();
        logged.clear();
        loaded = new CompletableFuture<>();
        // What is behind another tab is not drawn, and there would be no picture of it.
        call("Page.bringToFront", Map.of());
        call("Page.navigate", Map.of("url", address.toString()));
        loaded.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Sends the form at this selector, and waits until its answer has loaded. */
    void submit(String selector) throws Exception {
        loaded = new CompletableFuture<>();
        evaluate("document.querySelector('" + selector + "').requestSubmit()");
        loaded.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns what the page has asked servers for, itself included. */
    List<String> requested() {
        return List.copyOf(requested);
    }

    /** Returns what the browser has complained of. */
    List<String> logged() {
        return List.copyOf(logged);
    }

    /** Returns the value of this expression in the page; of a promise, once it is kept. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = call(
                "Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.get("result").path("value");
    }

    /** Returns a picture of the page as far as the tab shows it, or of all of it; as a PNG. */
    byte[] picture(boolean all) throws Exception {
        JsonNode answer = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", all));
        return Base64.getDecoder().decode(answer.get("data").asText());
    }

    JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        socket.sendText(json.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .get();
        JsonNode message = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message.has("error")) {
            throw new IllegalStateException(method + ": " + message.get("error"));
        }
        return message.get("result");
    }

    @Override
    public void close() throws Exception {
        call("Page.close", Map.of());
        socket.abort();
    }

    private void receive(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    waiting.remove(message.get("id").asInt());
            if (answer != null) {
                answer.complete(message);
            }
            return;
        }
        JsonNode parameters = message.path("params");
        switch (message.path("method").asText()) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Network.requestWillBeSent" -> {
                String url = parameters.path("request").path("url").asText();
                if (!url.startsWith("data:")) {
                    requested.add(url);
                }
            }
            case "Log.entryAdded" ->
                logged.add(parameters.path("entry").path("text").asText());
            case "Runtime.exceptionThrown" -> logged.add(parameters.toString());
            default -> {}
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    receive(json.readTree(text.toString()));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException(e);
                } finally {
                    text.setLength(0);
                }
            }
            from.request(1);
            return null;
        }
    }
}
