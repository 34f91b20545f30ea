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
 * The pages that the filter itself serves, if a setting enables them: the explanations at the {@code type} of problem details,
 * and the preview of templates.
 *
 * @param pages makes the pages
 * @param preferences reads what a client prefers
 * @param answers makes answers of pages
 * @param clock the time of previewed incidents
 * @param problemPath the path of the explanations, with the context path and a slash at its end; {@code null} for none
 * @param development the pages to preview; {@code null} for no preview
 */
public record BuiltInPages(
        Supplier<ErrorPages> pages,
        ClientPreferencesReader preferences,
        AnswerFactory answers,
        InstantSource clock,
        @Nullable String problemPath,
        @Nullable ReloadingPages development) {
    private static final String PREVIEW = "/gatefault/preview";
    private static final String PREVIEW_ANSWER = PREVIEW + "/answer";

    /** Answers this request if it is for a built-in page; returns whether it was. */
    public boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            return false;
        }
        String uri = request.getRequestURI();
        Answer answer = null;
        if (problemPath != null && uri.startsWith(problemPath)) {
            answer = explanation(uri.substring(problemPath.length()), preferences.read(request));
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

    private @Nullable Answer explanation(String token, ClientPreferences client) {
        if (token.isEmpty()) {
            return AnswerFactory.explanation(pages.get().problemTypes(client));
        }
        return CauseType.ofToken(token)
                .map(cause -> AnswerFactory.explanation(pages.get().problemType(cause, client)))
                .orElse(null);
    }

    private @Nullable Answer preview(String path, HttpServletRequest request, ReloadingPages development) {
        if (!path.equals(PREVIEW) && !path.equals(PREVIEW_ANSWER)) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>();
        for (String name : Collections.list(request.getParameterNames())) {
            parameters.put(name, request.getParameter(name));
        }
        ErrorPages current = development.get();
        Preview preview = new Preview(current);
        if (path.equals(PREVIEW)) {
            Page overview = preview.overview(
                    parameters, request.getContextPath() + PREVIEW_ANSWER, development.templateError());
            return AnswerFactory.explanation(overview);
        }
        Incident incident = preview.incident(parameters, clock.instant());
        return answers.of(incident, current.render(incident, preview.client(parameters)), List.of());
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
