package io.github.gatefault.filter.lookup;

import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.upstream.Upstreams;
import io.github.gatefault.pages.Page;
import io.github.gatefault.pages.internal.lookup.LookupPages;
import io.github.gatefault.pages.internal.lookup.LookupResult;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the incidents of the application's filters to operators: a search page, and a page for each incident. It has no mapping
 * of its own, and does not start unless a role or a predicate says who has access.
 *
 * <p>Its init-params:
 *
 * <ul>
 *   <li>{@code role}: the role that a user must have, see {@link HttpServletRequest#isUserInRole}
 *   <li>{@code predicate}: a class that implements {@code Predicate<HttpServletRequest>} and has a public constructor without
 *       parameters; with a role, both must allow the request
 *   <li>{@code denied-status}: the status for everybody else: {@code 403}, or {@code 404} to hide the servlet; 403 by default
 *   <li>{@code log-link}: a link to the log system, see {@link LogLink#of}; none by default
 * </ul>
 *
 * <p>A request for {@code text/html} gets a page. All other requests, and those with {@code format=json}, get the JSON of
 * {@link IncidentLookup}. The request parameters are those of {@link IncidentLookup#search}. The parameter {@code incident},
 * or the path below the servlet, is the ID of one incident. So, mapped to {@code /problems/incidents/*}, the servlet answers
 * for the {@code instance} of problem details (RFC 9457, section 3.1.5).
 */
public final class IncidentServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1;

    private static final Logger log = LoggerFactory.getLogger(IncidentServlet.class);

    private final transient LookupPages pages = new LookupPages();
    private transient @Nullable Predicate<HttpServletRequest> access;
    private transient @Nullable LogLink logLink;
    private int deniedStatus = HttpServletResponse.SC_FORBIDDEN;

    /** For the container: the init-params say who has access. */
    public IncidentServlet() {}

    /** Creates a servlet with a check of access. With a role in the init-params, both must allow a request. */
    public IncidentServlet(Predicate<HttpServletRequest> access) {
        this.access = access;
    }

    /** Refuses to start if nothing says who has access, or if an init-param is invalid. */
    @Override
    public void init() throws ServletException {
        String role = getInitParameter("role");
        if (role != null && !role.isBlank()) {
            restrictAccess(request -> request.isUserInRole(role.strip()));
        }
        configure("predicate", this::setPredicate);
        configure("denied-status", this::setDeniedStatus);
        configure("log-link", value -> logLink = LogLink.of(value));
        if (access == null) {
            throw new ServletException(
                    "The incident lookup cannot start: set one of the init-params role and predicate,"
                            + " or pass a predicate to the constructor, so that it knows who has access");
        }
    }

    private void configure(String name, Consumer<String> setter) throws ServletException {
        String value = getInitParameter(name);
        if (value != null) {
            try {
                setter.accept(value.strip());
            } catch (IllegalArgumentException e) {
                throw new ServletException(
                        "The incident lookup cannot start: " + name + " \"" + value + "\" " + e.getMessage(), e);
            }
        }
    }

    private void restrictAccess(Predicate<HttpServletRequest> condition) {
        access = access == null ? condition : access.and(condition);
    }

    @SuppressWarnings("unchecked") // A predicate of another type throws on each request, which denies access.
    private void setPredicate(String className) {
        // An embedded container may have no class loader for the application.
        ClassLoader application = getServletContext().getClassLoader();
        try {
            restrictAccess((Predicate<HttpServletRequest>) Class.forName(
                            className,
                            true,
                            application != null ? application : getClass().getClassLoader())
                    .asSubclass(Predicate.class)
                    .getConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "must be a class that implements Predicate<HttpServletRequest> and has a public constructor without"
                            + " parameters (" + e + ")",
                    e);
        }
    }

    private void setDeniedStatus(String value) {
        if (!value.equals("403") && !value.equals("404")) {
            throw new IllegalArgumentException("must be 403 or 404");
        }
        deniedStatus = Integer.parseInt(value);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!hasAccess(request)) {
            response.sendError(deniedStatus);
        } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else {
            answer(request, response);
        }
    }

    private boolean hasAccess(HttpServletRequest request) {
        try {
            return access != null && access.test(request);
        } catch (RuntimeException e) {
            log.warn("The access check of the incident lookup failed, so access is denied", e);
            return false;
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> parameters = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        String pathInfo = request.getPathInfo();
        if (pathInfo != null && pathInfo.length() > 1) {
            parameters.put("incident", pathInfo.substring(1));
        }
        boolean html = wantsHtml(request);
        Response found = find(parameters, html);
        // No relative links: an ID may consist of dots, and the mapping may or may not end with a slash.
        Page page = html
                ? pages.html(found.result(), parameters, request.getContextPath() + encoded(request.getServletPath()))
                : pages.json(found.result());
        response.setStatus(found.status());
        response.setContentType(page.format().contentType());
        response.setHeader("Vary", "Accept");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(
                "Content-Security-Policy",
                page.contentSecurityPolicy() != null
                        ? page.contentSecurityPolicy()
                        : "default-src 'none'; frame-ancestors 'none'");
        response.setContentLength(page.body().length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(page.body());
        }
    }

    private IncidentLookup lookup() {
        ServletContext context = getServletContext();
        IncidentLookup lookup = IncidentLookup.in(
                context.getAttribute(IncidentStore.ATTRIBUTE) instanceof IncidentStore store
                        ? store
                        : IncidentStore.none());
        if (context.getAttribute(Upstreams.ATTRIBUTE) instanceof Upstreams upstreams) {
            lookup = lookup.withUpstreams(upstreams);
        }
        return logLink == null ? lookup : lookup.withLogLink(logLink);
    }

    private record Response(int status, LookupResult result) {}

    private Response find(Map<String, String> parameters, boolean html) {
        IncidentLookup lookup = lookup();
        boolean one = parameters.containsKey("incident");
        String id = parameters.getOrDefault("incident", parameters.getOrDefault("id", ""));
        String logUrl = lookup.log(id).orElse(null);
        try {
            // A person who types a whole ID wants that incident, not a list with one entry.
            Optional<LookupResult.Details> details = one || html ? lookup.details(id) : Optional.empty();
            if (details.isPresent()) {
                return new Response(200, details.get());
            }
            return one
                    ? failure(
                            404,
                            "The store has no incident with this ID: it keeps the newest ones. The log has them all.",
                            logUrl)
                    : new Response(200, lookup.matches(parameters, logUrl));
        } catch (IllegalArgumentException e) {
            return failure(400, String.valueOf(e.getMessage()), null);
        } catch (RuntimeException e) { // Any store may be in use. Its failure is not an upstream's.
            log.warn("Incidents cannot be looked up now", e);
            return failure(503, "Incidents cannot be looked up now. The log has them all.", logUrl);
        }
    }

    private static Response failure(int status, String message, @Nullable String logUrl) {
        return new Response(status, new LookupResult.Failure(message, logUrl));
    }

    /** Browsers accept {@code text/html}. Programs mostly send no Accept header, or ask for JSON. */
    private static boolean wantsHtml(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html") && !"json".equals(request.getParameter("format"));
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The container returned an invalid servlet path", e);
        }
    }
}
