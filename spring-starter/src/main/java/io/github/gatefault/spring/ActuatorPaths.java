package io.github.gatefault.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** Where the actuator is, whose answers are meant for machines as they stand: a health check of 503 is no failure to explain. */
final class ActuatorPaths {
    private static final String ACTUATOR = "org.springframework.boot.actuate.endpoint.annotation.Endpoint";
    private static final String BASE_PATH = "management.endpoints.web.base-path";
    private static final String SERVLET_PATH = "spring.mvc.servlet.path";

    private ActuatorPaths() {}

    /** Returns whether the application says where it is, which may be no path that can be left out. */
    static boolean areSaid(Environment environment) {
        return environment.containsProperty(BASE_PATH) || environment.containsProperty(SERVLET_PATH);
    }

    /** Returns the pattern of the paths below which the application's own port has the actuator; {@code null} if it has not. */
    static @Nullable String of(Environment environment, @Nullable ClassLoader classLoader) {
        String base = environment.getProperty(BASE_PATH, "/actuator");
        String ownPort = environment.getProperty("management.server.port");
        // Two ports of 0 are any two.
        boolean elsewhere = ownPort != null
                && (ownPort.equals("0") || !ownPort.equals(environment.getProperty("server.port", "8080")));
        String path = StringUtils.trimTrailingCharacter(base, '/');
        if (path.isEmpty() || elsewhere || !ClassUtils.isPresent(ACTUATOR, classLoader)) {
            return null;
        }
        String servlet = environment.getProperty(SERVLET_PATH, "");
        return StringUtils.trimTrailingCharacter(servlet, '/') + path + "/*";
    }
}
