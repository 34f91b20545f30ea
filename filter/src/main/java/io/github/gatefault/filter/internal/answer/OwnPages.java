package io.github.gatefault.filter.internal.answer;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.ClientPreferences;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.Page;
import io.github.gatefault.pages.internal.preview.Preview;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the filter answers of its own accord, each only where a setting says so: the pages at the {@code type} of problem
 * details, and the preview. All else is the application's.
 */
public final class OwnPages {
    private static final String PREVIEW = "/gatefault/preview";
    private static final String PREVIEWED = PREVIEW + "/answer";

    private final Supplier<ErrorPages> pages;
    private final ClientPreferencesReader visitors;
    private final AnswerFactory answers;
    private final InstantSource clock;
    private final @Nullable String problems;
    private final @Nullable DevelopmentPages development;

    /**
     * Makes the pages.
     *
     * @param problems the path below which the causes are explained, as a request names it, with a slash at its end; or
     *     {@code null} for no such pages
     * @param development the pages that are worked on; or {@code null} for no preview
     */
    public OwnPages(
            Supplier<ErrorPages> pages,
            ClientPreferencesReader visitors,
            AnswerFactory answers,
            InstantSource clock,
            @Nullable String problems,
            @Nullable DevelopmentPages development) {
        this.pages = pages;
        this.visitors = visitors;
        this.answers = answers;
        this.clock = clock;
        this.problems = problems;
        this.development = development;
    }

    /** Answers this request if it is for a page of ours; returns whether it was. */
    public boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            return false;
        }
        String uri = request.getRequestURI();
        Answer answer = null;
        if (problems != null && uri.startsWith(problems)) {
            answer = explanation(uri.substring(problems.length()), visitors.of(request));
        }
        if (answer == null && development != null) {
            answer = preview(uri.substring(request.getContextPath().length()), request, development);
        }
        if (answer == null) {
            return false;
        }
        write(answer, request, response);
        return true;
    }

    private @Nullable Answer explanation(String token, ClientPreferences visitor) {
        if (token.isEmpty()) {
            return AnswerFactory.explanation(pages.get().problemTypes(visitor));
        }
        return CauseType.ofToken(token)
                .map(cause -> AnswerFactory.explanation(pages.get().problemType(cause, visitor)))
                .orElse(null);
    }

    private @Nullable Answer preview(String path, HttpServletRequest request, DevelopmentPages development) {
        if (!path.equals(PREVIEW) && !path.equals(PREVIEWED)) {
            return null;
        }
        Map<String, String> wishes = new HashMap<>();
        for (String name : Collections.list(request.getParameterNames())) {
            wishes.put(name, request.getParameter(name));
        }
        ErrorPages current = development.get();
        Preview preview = new Preview(current);
        if (path.equals(PREVIEW)) {
            Page overview = preview.overview(wishes, request.getContextPath() + PREVIEWED, development.trouble());
            return AnswerFactory.explanation(overview);
        }
        Incident incident = preview.incident(wishes, clock.instant());
        return answers.of(incident, current.render(incident, preview.client(wishes)), List.of());
    }

    private static void write(Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        answer.headers().forEach(header -> response.setHeader(header.name(), header.value()));
        response.addHeader("Vary", answer.vary());
        response.setContentLength(answer.body().length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(answer.body());
        }
    }
}
