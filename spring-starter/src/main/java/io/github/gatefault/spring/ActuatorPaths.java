package io.github.gatefault.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** Finds the paths of the actuator. Its answers are for machines: a health check of 503 needs no page. */
final class ActuatorPaths {
    private static final String ACTUATOR = "org.springframework.boot.actuate.endpoint.annotation.Endpoint";

    private ActuatorPaths() {}

    /** Returns the pattern of the actuator's paths on the application's own port, or {@code null} if it has none there. */
    static @Nullable String of(Environment environment, @Nullable ClassLoader classLoader) {
        String base = environment.getProperty("management.endpoints.web.base-path", "/actuator");
        String ownPort = environment.getProperty("management.server.port");
        // Two ports of 0 are two different ports.
        boolean elsewhere = ownPort != null
                && (ownPort.equals("0") || !ownPort.equals(environment.getProperty("server.port", "8080")));
        String path = StringUtils.trimTrailingCharacter(base, '/');
        if (path.isEmpty() || elsewhere || !ClassUtils.isPresent(ACTUATOR, classLoader)) {
            return null;
        }
        String servlet = environment.getProperty("spring.mvc.servlet.path", "");
        return StringUtils.trimTrailingCharacter(servlet, '/') + path + "/*";
    }
}
