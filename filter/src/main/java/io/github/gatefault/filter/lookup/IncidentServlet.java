package io.github.gatefault.filter.lookup;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.internal.config.Location;
import io.github.gatefault.filter.upstream.Upstreams;
import io.github.gatefault.pages.Page;
import io.github.gatefault.pages.internal.lookup.LookupPages;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks incidents up for operators: a page to search by, and one for each incident. It is nowhere unless it is mapped, and
 * refuses to start without a word on who may see it. It reads the store of the application's filters.
 *
 * <p>Its init-params:
 *
 * <ul>
 *   <li>{@code role}: the role that a user must have, as {@link HttpServletRequest#isUserInRole} knows it
 *   <li>{@code predicate}: a class that implements {@code Predicate<HttpServletRequest>}, with a public constructor without
 *       parameters; with a role, both must agree
 *   <li>{@code denied-status}: what others get: {@code 403}, or {@code 404} as if there were nothing; 403 by default
 *   <li>{@code log-link}: a link into the system that holds the logs, as {@link LogLink#of} takes it; none by default
 * </ul>
 *
 * <p>A request for {@code text/html} gets a page, any other, and one with {@code format=json}, JSON of the maps of
 * {@link IncidentLookup}. Searches have its parameters; {@code incident} has the ID of one, or what is below
 * the servlet: mapped to {@code /problems/incidents/*} it is where the {@code instance} of problem details (RFC 9457, section
 * 3.1.5) leads.
 */
public final class IncidentServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1;

    private static final Logger log = LoggerFactory.getLogger(IncidentServlet.class);
    private static final List<String> CONDITIONS = List.of("role", "predicate");

    private final transient LookupPages pages = new LookupPages();
    private transient @Nullable Predicate<HttpServletRequest> mayLook;
    private transient @Nullable LogLink logLink;
    private int deniedStatus = HttpServletResponse.SC_FORBIDDEN;

    /** For the container: who may look is told by its init-params. */
    public IncidentServlet() {}

    /**
     * Makes a lookup in code.
     *
     * @param mayLook who may look; with a role in the init-params, both must agree
     */
    public IncidentServlet(Predicate<HttpServletRequest> mayLook) {
        this.mayLook = mayLook;
    }

    /**
     * Takes the init-params.
     *
     * @throws ServletException if nothing says who may look, or a value is wrong; the message says which, and what is allowed
     */
    @Override
    public void init() throws ServletException {
        String role = getInitParameter("role");
        if (role != null && !role.isBlank()) {
            require(request -> request.isUserInRole(role.strip()));
        }
        set("predicate", this::requirePredicate);
        set("denied-status", this::setDeniedStatus);
        set("log-link", setting -> logLink = LogLink.of(setting));
        if (mayLook == null) {
            throw new ServletException(
                    "The lookup of incidents cannot start: nothing says who may see it; set one of the"
                            + " init-params " + CONDITIONS + ", or give its constructor a predicate");
        }
    }

    private interface Setting {
        void take(String value);
    }

    private void set(String name, Setting setting) throws ServletException {
        String value = getInitParameter(name);
        if (value != null) {
            try {
                setting.take(value.strip());
            } catch (IllegalArgumentException e) {
                throw new ServletException(
                        "The lookup of incidents cannot start: " + name + " is \"" + value + "\": " + e.getMessage(),
                        e);
            }
        }
    }

    private void require(Predicate<HttpServletRequest> condition) {
        mayLook = mayLook == null ? condition : mayLook.and(condition);
    }

    @SuppressWarnings("unchecked") // One that tests something else refuses every request.
    private void requirePredicate(String className) {
        try {
            require((Predicate<HttpServletRequest>)
                    Class.forName(className, true, Location.classLoader(getServletContext()))
                            .asSubclass(Predicate.class)
                            .getConstructor()
                            .newInstance());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "allowed is the name of a class that implements Predicate<HttpServletRequest>, with a public constructor"
                            + " without parameters (" + e + ")",
                    e);
        }
    }

    private void setDeniedStatus(String value) {
        deniedStatus = switch (value) {
            case "403" -> HttpServletResponse.SC_FORBIDDEN;
            case "404" -> HttpServletResponse.SC_NOT_FOUND;
            default -> throw new IllegalArgumentException("allowed are 403 and 404");
        };
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!mayLook(request)) {
            response.sendError(deniedStatus);
        } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else {
            answer(request, response);
        }
    }

    private boolean mayLook(HttpServletRequest request) {
        try {
            return mayLook != null && mayLook.test(request);
        } catch (RuntimeException e) {
            log.warn("Whether somebody may look incidents up could not be told; so they may not", e);
            return false;
        }
    }

    /** An answer and its status. */
    private record Reply(int status, Page page) {}

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> wishes = new HashMap<>();
        for (String name : Collections.list(request.getParameterNames())) {
            wishes.put(name, request.getParameter(name));
        }
        String below = request.getPathInfo();
        if (below != null && below.length() > 1) {
            wishes.put("incident", below.substring(1));
        }
        // Relative to nothing: an ID may be of dots only, and this may be mapped with or without a slash at its end.
        String base = wantsPage(request) ? request.getContextPath() + encoded(request.getServletPath()) : null;
        Reply reply = reply(lookup(), wishes, base);
        response.setStatus(reply.status());
        response.setContentType(reply.page().format().contentType());
        response.setHeader("Vary", "Accept");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(
                "Content-Security-Policy",
                reply.page().contentSecurityPolicy() != null
                        ? reply.page().contentSecurityPolicy()
                        : "default-src 'none'; frame-ancestors 'none'");
        response.setContentLength(reply.page().body().length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(reply.page().body());
        }
    }

    private IncidentLookup lookup() {
        ServletContext context = getServletContext();
        IncidentLookup lookup = IncidentLookup.in(
                context.getAttribute(BadGatewayFilter.INCIDENTS) instanceof IncidentStore store
                        ? store
                        : IncidentStore.none());
        if (context.getAttribute(BadGatewayFilter.UPSTREAMS) instanceof Upstreams upstreams) {
            lookup = lookup.withUpstreams(upstreams);
        }
        return logLink == null ? lookup : lookup.withLogLink(logLink);
    }

    private Reply reply(IncidentLookup lookup, Map<String, String> wishes, @Nullable String base) {
        String id = wishes.getOrDefault("incident", wishes.getOrDefault("id", ""));
        try {
            // Whoever types a whole ID wants the one incident, not a list of it.
            if (wishes.containsKey("incident") || base != null) {
                Optional<Map<String, Object>> incident = lookup.incident(id);
                if (incident.isPresent()) {
                    return new Reply(
                            HttpServletResponse.SC_OK,
                            base == null ? pages.json(incident.get()) : pages.incident(incident.get(), base));
                }
            }
            if (wishes.containsKey("incident")) {
                String trouble =
                        "The store has no incident with this ID: it keeps the newest ones. The log has them all.";
                return trouble(HttpServletResponse.SC_NOT_FOUND, trouble, lookup.log(id), wishes, base);
            }
            Map<String, Object> found = new LinkedHashMap<>(lookup.search(wishes));
            lookup.log(id).ifPresent(link -> found.put("log", link));
            return new Reply(
                    HttpServletResponse.SC_OK, base == null ? pages.json(found) : pages.incidents(found, wishes, base));
        } catch (IllegalArgumentException e) {
            return trouble(
                    HttpServletResponse.SC_BAD_REQUEST, String.valueOf(e.getMessage()), Optional.empty(), wishes, base);
        } catch (RuntimeException e) { // Of the store, which may be anybody's: no failure of an upstream.
            log.warn("Incidents cannot be looked up now", e);
            String trouble = "Incidents cannot be looked up now. The log has them all.";
            return trouble(HttpServletResponse.SC_SERVICE_UNAVAILABLE, trouble, lookup.log(id), wishes, base);
        }
    }

    private Reply trouble(
            int status, String trouble, Optional<String> link, Map<String, String> wishes, @Nullable String base) {
        Map<String, Object> answer = new LinkedHashMap<>(Map.of("trouble", trouble));
        link.ifPresent(log -> answer.put("log", log));
        return new Reply(status, base == null ? pages.json(answer) : pages.incidents(answer, wishes, base));
    }

    /** Browsers name what they read; programs mostly name nothing, or JSON. */
    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html") && !"json".equals(request.getParameter("format"));
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The container maps a path that is none", e);
        }
    }
}
