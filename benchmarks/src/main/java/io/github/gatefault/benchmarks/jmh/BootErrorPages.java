package io.github.gatefault.benchmarks.jmh;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockServletConfig;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Spring Boot's answer to an exception that reaches the container: its own {@code BasicErrorController}, its views and its
 * {@code DispatcherServlet}, as its auto-configuration makes them. The container's part is played as Tomcat does it: it logs the
 * exception with its stack, and dispatches to {@code /error}. Left out, in Boot's favour, is what would come before, the
 * dispatch to a controller that fails, and Boot's filters.
 */
final class BootErrorPages {
    private static final String FOLDER = "io/github/gatefault/benchmarks/jmh/thymeleaf/";
    private static final Logger log = LoggerFactory.getLogger("container");

    private final DispatcherServlet dispatcher;

    private BootErrorPages(DispatcherServlet dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Starts Boot without a template: people get its "whitelabel" page, and programs JSON. */
    static BootErrorPages whitelabel() throws ServletException {
        return start(Whitelabel.class, Map.of());
    }

    /** Starts Boot with Thymeleaf and an error page that says in the visitor's language about what ours says. */
    static BootErrorPages thymeleaf() throws ServletException {
        return start(Thymeleaf.class, Map.of("spring.thymeleaf.prefix", "classpath:/" + FOLDER));
    }

    private static BootErrorPages start(Class<?> configuration, Map<String, Object> properties)
            throws ServletException {
        MockServletContext container = new MockServletContext();
        AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext();
        context.setServletContext(container);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("benchmark", properties));
        context.register(configuration);
        context.refresh();
        DispatcherServlet dispatcher = context.getBean(DispatcherServlet.class);
        dispatcher.init(new MockServletConfig(container, "dispatcherServlet"));
        return new BootErrorPages(dispatcher);
    }

    /** Answers for an app that has thrown. */
    void answer(StubRequest request, StubResponse response, Exception thrown) throws IOException, ServletException {
        log.error("Servlet.service() for servlet [dispatcherServlet] threw exception", thrown);
        response.reset();
        response.setStatus(500);
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, thrown);
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION_TYPE, thrown.getClass());
        request.setAttribute(RequestDispatcher.ERROR_MESSAGE, thrown.getMessage());
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
        request.setAttribute(RequestDispatcher.ERROR_SERVLET_NAME, "dispatcherServlet");
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 500);
        request.dispatch(DispatcherType.ERROR, "/error");
        dispatcher.service(request, response);
        response.finish();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DispatcherServletAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    static class Whitelabel {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DispatcherServletAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        ThymeleafAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    static class Thymeleaf {
        @Bean
        ResourceBundleMessageSource messageSource() {
            ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
            messages.setBasename(FOLDER.replace('/', '.') + "messages");
            messages.setDefaultEncoding("UTF-8");
            return messages;
        }
    }
}
