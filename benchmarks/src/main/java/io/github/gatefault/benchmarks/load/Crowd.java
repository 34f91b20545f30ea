package io.github.gatefault.benchmarks.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Many clients that stay, each on a connection of its own, and few threads for all of them. */
final class Crowd implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final List<CompletableFuture<? extends HttpResponse<?>>> answers = new ArrayList<>();

    /** Lets so many come, and wait for an answer. */
    List<CompletableFuture<HttpResponse<String>>> ask(URI uri, int clients) {
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            asked.add(client.sendAsync(request(uri, "text/html"), BodyHandlers.ofString()));
        }
        answers.addAll(asked);
        return asked;
    }

    /** Lets so many subscribe to events. */
    Delays subscribe(URI uri, int clients) {
        Delays delays = new Delays();
        for (int i = 0; i < clients; i++) {
            answers.add(client.sendAsync(
                    request(uri, "text/event-stream"),
                    answer -> HttpResponse.BodySubscribers.fromLineSubscriber(delays.subscriber())));
        }
        return delays;
    }

    private static HttpRequest request(URI uri, String accept) {
        return HttpRequest.newBuilder(uri).header("Accept", accept).build();
    }

    @Override
    public void close() throws InterruptedException {
        answers.forEach(answer -> answer.cancel(true));
        threads.shutdown();
        threads.awaitTermination(5, TimeUnit.SECONDS);
    }

    /** How long events were under way. */
    static final class Delays {
        private static final String DATA = "data: ";
        private final ConcurrentLinkedQueue<Long> micros = new ConcurrentLinkedQueue<>();

        /** Returns those since the last call, in order. */
        long[] take() {
            int size = micros.size();
            long[] taken = new long[size];
            Arrays.setAll(taken, i -> micros.remove());
            Arrays.sort(taken);
            return taken;
        }

        Flow.Subscriber<String> subscriber() {
            return new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(String line) {
                    if (line.startsWith(DATA)) {
                        micros.add(Upstream.micros() - Long.parseLong(line.substring(DATA.length())));
                    }
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onComplete() {}
            };
        }
    }
}
