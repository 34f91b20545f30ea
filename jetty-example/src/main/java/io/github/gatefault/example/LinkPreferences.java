package io.github.gatefault.example;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a link say what otherwise only a request header can: {@code ?lang=de} stands for {@code Accept-Language: de}, and
 * {@code ?as=json}, {@code ?as=page} and {@code ?as=text} for the {@code Accept} of that form. Only for showing the answers;
 * leave it out of a gateway of your own.
 */
public final class LinkPreferences implements Filter {
    private static final Map<String, String> FORMS =
            Map.of("json", "application/problem+json", "page", "text/html", "text", "text/plain");

    /** For the container. */
    public LinkPreferences() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        Map<String, String> headers = new HashMap<>();
        String form = FORMS.get(inQuery(http, "as"));
        if (form != null) {
            headers.put("accept", form);
        }
        String language = inQuery(http, "lang");
        if (!language.isEmpty()) {
            headers.put("accept-language", language);
        }
        chain.doFilter(headers.isEmpty() ? request : new Preferring(http, headers), response);
    }

    /**
     * Returns the value of this name, or an empty string. Never by {@code getParameter}: for a form it would read the body,
     * which is for the service behind the gateway.
     */
    static String inQuery(HttpServletRequest request, String name) {
        String query = String.valueOf(request.getQueryString());
        Matcher pair = Pattern.compile("(?:^|&)" + name + "=([A-Za-z0-9-]{2,35})(?:&|$)")
                .matcher(query);
        return pair.find() ? pair.group(1) : "";
    }

    /** The request as if it had been sent with these headers, whose names are in lower case. */
    private static final class Preferring extends HttpServletRequestWrapper {
        private final Map<String, String> headers;

        Preferring(HttpServletRequest request, Map<String, String> headers) {
            super(request);
            this.headers = headers;
        }

        @Override
        public String getHeader(String name) {
            String ours = headers.get(name.toLowerCase(Locale.ROOT));
            return ours != null ? ours : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            String ours = headers.get(name.toLowerCase(Locale.ROOT));
            return ours != null ? Collections.enumeration(Set.of(ours)) : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            Set<String> names = new LinkedHashSet<>(headers.keySet());
            for (String name : Collections.list(super.getHeaderNames())) {
                if (!headers.containsKey(name.toLowerCase(Locale.ROOT))) {
                    names.add(name);
                }
            }
            return Collections.enumeration(names);
        }
    }
}
