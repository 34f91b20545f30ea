package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.filter.testing.TestServer;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The filter on a class path without the libraries that are optional. */
class AbsentLibrariesTest {

    private static String answerWithout(Map<String, String> initParameters, String... libraries) throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!List.of(libraries).stream().anyMatch(entry.replace('\\', '/')::contains)) {
                classPath.add(url(entry));
            }
        }
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader without =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(without);
            Object application = without.loadClass(Application.class.getName())
                    .getConstructor()
                    .newInstance();
            @SuppressWarnings("unchecked")
            Function<Map<String, String>, String> run = (Function<Map<String, String>, String>) application;
            return run.apply(initParameters);
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
    }

    private static URL url(String entry) throws MalformedURLException {
        return Path.of(entry).toUri().toURL();
    }

    @Test
    void filter_answers_withoutMicrometerAndOpenTelemetry() throws Exception {
        assertThat(answerWithout(Map.of(), "/io/micrometer/", "/io/opentelemetry/"))
                .startsWith("502 ");
    }

    @Test
    void metricsWithoutMicrometer_areRefusedAtStart() {
        assertThatThrownBy(() -> answerWithout(Map.of("metrics", "true"), "/io/micrometer/"))
                .hasStackTraceContaining(
                        "gatefault cannot start: metrics \"true\" must be false unless io.micrometer:micrometer-core is on the class"
                                + " path");
    }

    /** Runs in a class loader of its own; only what the JDK has goes in and out. */
    public static final class Application implements Function<Map<String, String>, String> {
        @Override
        public String apply(Map<String, String> initParameters) {
            try (TestServer server = new TestServer()) {
                server.with(new BadGatewayFilter(), initParameters)
                        .failing("/*")
                        .start();
                HttpResponse<String> answer = server.get("/");
                return answer.statusCode() + " " + answer.body();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
