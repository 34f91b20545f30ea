package io.github.gatefault.benchmarks.jmh;

import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Thrown;
import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.classify.Phase;
import io.github.gatefault.filter.classify.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** From the exceptions that real clients throw, for faults that are made for them at the start, to their causes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ClientExceptions {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    /** Who calls. */
    public enum Client {
        /** {@code java.net.http}. */
        JDK {
            @Override
            void call(int port) throws Exception {
                HttpRequest request =
                        HttpRequest.newBuilder(url(port)).timeout(PATIENCE).build();
                HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
            }
        },
        /** {@code HttpURLConnection}. */
        URL_CONNECTION {
            @Override
            void call(int port) throws Exception {
                URLConnection connection = url(port).toURL().openConnection();
                connection.setReadTimeout((int) PATIENCE.toMillis());
                connection.getInputStream().close();
            }
        },
        /** The client of Jetty's proxies. */
        JETTY {
            @Override
            void call(int port) throws Exception {
                org.eclipse.jetty.client.HttpClient client = new org.eclipse.jetty.client.HttpClient();
                client.start();
                try {
                    client.newRequest(url(port))
                            .idleTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                            .send();
                } finally {
                    client.stop();
                }
            }
        },
        /** Spring's, over {@code HttpURLConnection}. */
        REST_CLIENT {
            @Override
            void call(int port) {
                SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
                requests.setReadTimeout(PATIENCE);
                RestClient.create(new org.springframework.web.client.RestTemplate(requests))
                        .get()
                        .uri(url(port))
                        .retrieve()
                        .body(String.class);
            }
        },
        /** A database's driver. */
        POSTGRESQL {
            @Override
            void call(int port) throws Exception {
                PGSimpleDataSource database = new PGSimpleDataSource();
                database.setServerNames(new String[] {"127.0.0.1"});
                database.setPortNumbers(new int[] {port});
                database.setConnectTimeout(1);
                database.setSocketTimeout(1);
                database.getConnection("benchmark", "benchmark").close();
            }
        };

        abstract void call(int port) throws Exception;

        private static URI url(int port) {
            return URI.create("http://127.0.0.1:" + port + "/");
        }
    }

    /** What is wrong with the upstream. */
    public enum Fault {
        /** Nobody listens. */
        REFUSES,
        /** It takes the connection and never says a word. */
        IS_SILENT,
        /** It hears the request and hangs up. */
        HANGS_UP
    }

    /** Who calls. */
    @Param
    Client client = Client.JDK;

    /** What is wrong. */
    @Param
    Fault fault = Fault.REFUSES;

    private final FailureClassifier classifier = FailureClassifier.ofExceptions();
    private Failure failure = failure(new IOException());

    private static Failure failure(Exception thrown) {
        return new Failure(new Thrown(thrown), Phase.NOTHING, PATIENCE);
    }

    /** Has the client fail. */
    @Setup
    public void fail() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            if (fault == Fault.REFUSES) {
                server.close();
            } else if (fault == Fault.HANGS_UP) {
                new Thread(() -> hangUp(server)).start();
            }
            client.call(server.getLocalPort());
            throw new IllegalStateException("The call has not failed");
        } catch (Exception e) {
            failure = failure(e);
        }
        if (!(classifier.classify(failure) instanceof Cause)) {
            throw new IllegalStateException("No cause is told", ((Thrown) failure.seen()).exception());
        }
    }

    private static void hangUp(ServerSocket server) {
        try {
            while (true) {
                try (Socket connection = server.accept()) {
                    connection.getInputStream().read(new byte[8192]);
                }
            }
        } catch (IOException e) {
            // The call has failed, and the server is closed.
        }
    }

    /** Tells its cause. */
    @Benchmark
    public @Nullable Verdict cause() {
        return classifier.classify(failure);
    }
}
